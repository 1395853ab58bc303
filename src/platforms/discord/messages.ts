/**
 * That bots post, of what GUILD_MESSAGES tells (facts/discord.md sections 6 and 7). Without the privileged intent Discord blanks
 * what messages say; here it is not even read. What is left proves sending, and little else.
 */
import { ChannelType, MessageFlags, MessageType } from "discord-api-types/v10";
import { z } from "zod";
import type { HeardEvent } from "../platform.ts";
import type { Discord } from "./rest.ts";

/** Deliberately not loose: everything else about a message is dropped where it arrives. */
const messageShape = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string(),
  type: z.number(),
  timestamp: z.string(),
  author: z.object({ id: z.string(), username: z.string(), bot: z.boolean().optional() }),
  webhook_id: z.string().optional(),
  application_id: z.string().optional(),
  interaction_metadata: z.unknown().optional(),
  tts: z.boolean().optional(),
  mention_everyone: z.boolean().optional(),
  flags: z.number().optional(),
});
type Message = z.infer<typeof messageShape>;

const channelShape = z.object({ type: z.number(), parent_id: z.string().nullish() });
const threads = new Set<number>([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);
const typed = new Set<number>([MessageType.Default, MessageType.Reply]);
/** Where bots post; more than this in one process's life means that the oldest are looked up again. */
const MOST_CHANNELS = 5_000;
const HOUR_MS = 3_600_000;

export type Hear = (data: unknown) => Promise<HeardEvent | null>;

/** Null for what people write, what webhooks and we ourselves (`self`) post, and the same bot's in the same place within an hour. */
export function hearMessages(discord: Discord, self: string): Hear {
  /** By id, the channel that a thread is in; null for a channel itself. */
  const parents = new Map<string, string | null>();
  const parentOf = async (channel: string): Promise<string | null | undefined> => {
    if (parents.has(channel)) return parents.get(channel);
    const shown = await discord.call("getChannel", { channel_id: channel }).catch(() => null);
    const read = channelShape.safeParse(shown).data;
    if (!read) return undefined;
    if (parents.size >= MOST_CHANNELS) parents.clear();
    const parent = threads.has(read.type) ? (read.parent_id ?? null) : null;
    parents.set(channel, parent);
    return parent;
  };
  let hour = 0;
  let lately = new Set<string>();

  return async (data) => {
    const message = messageShape.safeParse(data).data;
    if (!message || !isBots(message) || message.author.id === self) return null;
    const at = Date.parse(message.timestamp);
    const sending = proves(message);
    const key = `${message.author.id} ${message.channel_id} ${sending.join(" ")}`;
    const now = Math.floor(at / HOUR_MS);
    if (now !== hour) [hour, lately] = [now, new Set()];
    if (lately.has(key)) return null;
    const parent = await parentOf(message.channel_id);
    // Where we can't tell a thread from a channel, nothing is proven but that the bot is alive.
    const proven = parent === undefined ? [] : parent === null ? sending : sending.map(inThread);
    lately.add(key);
    const { id, username: name } = message.author;
    return {
      what: "message",
      platform: "discord",
      workspace: message.guild_id,
      author: { id, name },
      message: message.id,
      channel: parent ?? message.channel_id,
      in: message.channel_id,
      at,
      // The post that a thread in a forum begins with is in the audit log.
      proves: message.id === message.channel_id ? [] : proven,
    };
  };
}

/** Sending through a webhook takes no permission, and its name says nothing about who did it. Answers to commands come by one too. */
function isBots({ author, webhook_id, application_id }: Message): boolean {
  return author.bot === true && (webhook_id === undefined || webhook_id === application_id);
}

function proves({ type, webhook_id, interaction_metadata, tts, mention_everyone, flags }: Message): string[] {
  // Answers to commands ignore what the bot may do in the channel.
  if (!typed.has(type) || webhook_id !== undefined || interaction_metadata != null) return [];
  return [
    "SEND_MESSAGES",
    ...(mention_everyone ? ["MENTION_EVERYONE"] : []),
    ...(tts ? ["SEND_TTS_MESSAGES"] : []),
    ...(((flags ?? 0) & MessageFlags.IsVoiceMessage) === 0 ? [] : ["SEND_VOICE_MESSAGES"]),
  ];
}

function inThread(permission: string): string {
  return permission === "SEND_MESSAGES" ? "SEND_MESSAGES_IN_THREADS" : permission;
}
