/** Messages through an interaction's token, in the 15 minutes that it lives. */
import { refuse } from "../errors.ts";
import { readDraft, type UploadedFile } from "../messages/draft.ts";
import { removeMessages, rewriteMessage } from "../messages/post.ts";
import { findMessage, messageFlags } from "../shapes/message.ts";
import { changed, type Discord, type Message } from "../state.ts";
import { channelOf, reply } from "./answer.ts";
import { TOKEN_MS, type Interaction } from "./interaction.ts";

export function liveInteraction(discord: Discord, applicationId: string, token: string): Interaction {
  const interaction = discord.interactions.get(token);
  if (!interaction || interaction.applicationId !== applicationId) throw refuse("unknownWebhook");
  if (discord.now() - interaction.createdAt > TOKEN_MS) throw refuse("invalidToken");
  if (interaction.state !== "acknowledged") throw refuse("unknownWebhook");
  return interaction;
}

export function followUp(
  discord: Discord,
  interaction: Interaction,
  body: unknown,
  files: UploadedFile[],
): Message {
  const original = findMessage(discord, interaction.channelId, interaction.originalId ?? "");
  // The first follow-up fills a deferred reply in, as on Discord.
  if (original && original.flags & messageFlags.LOADING)
    return revise(discord, interaction, original, body, files);
  return reply(discord, interaction, readDraft(discord, body, files));
}

/** A message of this interaction by id or `@original`. */
export function ownMessage(discord: Discord, interaction: Interaction, id: string): Message {
  const wanted = id === "@original" ? (interaction.originalId ?? "") : id;
  const message = findMessage(discord, interaction.channelId, wanted);
  if (!message || message.applicationId !== interaction.applicationId) throw refuse("unknownMessage");
  return message;
}

export function revise(
  discord: Discord,
  interaction: Interaction,
  message: Message,
  body: unknown,
  files: UploadedFile[],
): Message {
  rewriteMessage(discord, channelOf(discord, interaction), message, readDraft(discord, body, files, message));
  if (message.ephemeralFor !== null) changed(discord);
  return message;
}

export function withdraw(discord: Discord, interaction: Interaction, message: Message): void {
  removeMessages(discord, channelOf(discord, interaction), [message.id]);
}
