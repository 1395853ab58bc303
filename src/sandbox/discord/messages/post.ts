/** Posting, editing and deleting messages: the same checks for people and for bots. */
import { writeAudit } from "../audit.ts";
import { refuse } from "../errors.ts";
import { tellMessage, tellMessagesGone } from "../gateway/dispatch.ts";
import { canView, isThread, mayIn, requireInChannel } from "../permissions.ts";
import { messageFlags } from "../shapes/message.ts";
import type { Channel, Discord, Message } from "../state.ts";
import type { Draft } from "./draft.ts";
import { mentionsOf } from "./mentions.ts";

const TEXT_CHANNELS = new Set([0, 1, 2, 5, 10, 11, 12, 13]);
const NONCE_MEMORY_MS = 5 * 60_000;

/** Stores a message and tells everybody; checks nothing. */
export function addMessage(
  discord: Discord,
  channel: Channel,
  authorId: string,
  draft: Draft,
  more: Partial<Message> = {},
): Message {
  const message: Message = {
    id: discord.newId(),
    channelId: channel.id,
    type: draft.replyTo === null ? 0 : 19,
    authorId,
    applicationId: null,
    webhookId: null,
    content: draft.content,
    embeds: draft.embeds,
    components: draft.components,
    attachments: draft.attachments,
    flags: draft.flags,
    sentAt: discord.now(),
    editedAt: null,
    nonce: draft.nonce,
    tts: draft.tts,
    pinned: false,
    mentions: mentionsOf(discord, channel, authorId, draft),
    allowedMentions: draft.allowedMentions,
    replyTo: draft.replyTo,
    interactionMetadata: null,
    ephemeralFor: null,
    ...more,
  };
  channel.messages.push(message);
  tellMessage(discord, message, "MESSAGE_CREATE");
  return message;
}

/** Posts as a person or a bot. A repeated enforced nonce gives the message that is already there. */
export function postMessage(discord: Discord, channel: Channel, authorId: string, draft: Draft): Message {
  if (!TEXT_CHANNELS.has(channel.type)) throw refuse("cannotSendInNonText");
  if (channel.guildId === null) checkDirectMessage(discord, channel, authorId);
  else {
    requireInChannel(
      discord,
      channel,
      authorId,
      isThread(channel) ? "SEND_MESSAGES_IN_THREADS" : "SEND_MESSAGES",
    );
    if (draft.attachments.length > 0) requireInChannel(discord, channel, authorId, "ATTACH_FILES");
    if (draft.embeds.length > 0) requireInChannel(discord, channel, authorId, "EMBED_LINKS");
    if (draft.tts) requireInChannel(discord, channel, authorId, "SEND_TTS_MESSAGES");
  }
  if (draft.enforceNonce && draft.nonce !== null) {
    const since = discord.now() - NONCE_MEMORY_MS;
    const same = channel.messages.findLast(
      (each) => each.nonce === draft.nonce && each.authorId === authorId && each.sentAt > since,
    );
    if (same) return same;
  }
  const application = discord.users.get(authorId)?.bot
    ? [...discord.applications.values()].find((each) => each.botId === authorId)
    : undefined;
  const flags = draft.flags & ~messageFlags.EPHEMERAL;
  return addMessage(
    discord,
    channel,
    authorId,
    { ...draft, flags },
    { applicationId: application?.id ?? null },
  );
}

function checkDirectMessage(discord: Discord, channel: Channel, authorId: string): void {
  if (!channel.recipients.includes(authorId)) throw refuse("missingAccess");
  const other = channel.recipients.find((id) => id !== authorId) ?? "";
  const together = [...discord.guilds.values()].some(
    (guild) => guild.members.has(authorId) && guild.members.has(other),
  );
  if (!together) throw refuse("noMutualGuilds");
  if (discord.users.get(other)?.acceptsDms === false) throw refuse("cannotMessageUser");
}

/** Replaces a message's content in place; the caller has checked that this editor may. */
export function rewriteMessage(discord: Discord, channel: Channel, message: Message, draft: Draft): void {
  message.content = draft.content;
  message.embeds = draft.embeds;
  message.components = draft.components;
  message.attachments = draft.attachments;
  message.flags = draft.flags & ~messageFlags.LOADING;
  message.allowedMentions = draft.allowedMentions;
  message.mentions = mentionsOf(discord, channel, message.authorId, draft);
  message.editedAt = discord.now();
  tellMessage(discord, message, "MESSAGE_UPDATE");
}

/** Ephemeral messages exist only for the webhook that made them. */
export function publicMessage(channel: Channel, id: string): Message {
  const message = channel.messages.find((each) => each.id === id && each.ephemeralFor === null);
  if (!message) throw refuse("unknownMessage");
  return message;
}

export function deleteMessage(
  discord: Discord,
  channel: Channel,
  message: Message,
  actorId: string,
  reason?: string | null,
): void {
  if (!canView(discord, channel, actorId)) throw refuse("missingAccess");
  const own = message.authorId === actorId;
  if (!own && channel.guildId === null) throw refuse("cannotExecuteOnDm");
  if (!own && !mayIn(discord, channel, actorId, "MANAGE_MESSAGES")) throw refuse("missingPermissions");
  removeMessages(discord, channel, [message.id]);
  const guild = discord.guilds.get(channel.guildId ?? "");
  // Bots' single deletes are deliberately not logged by Discord.
  if (guild && !own && !discord.users.get(actorId)?.bot)
    writeAudit(discord, guild, "MESSAGE_DELETE", {
      by: actorId,
      target: message.authorId,
      options: { channel_id: channel.id, count: "1" },
      reason,
    });
}

export function removeMessages(discord: Discord, channel: Channel, ids: string[]): void {
  const gone = new Set(ids);
  channel.messages = channel.messages.filter((each) => !gone.has(each.id));
  tellMessagesGone(discord, channel, ids);
}
