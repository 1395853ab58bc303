/** What an application may answer to an interaction, and what happens then. */
import { invalidField, refuse } from "../errors.ts";
import { addMessage, rewriteMessage } from "../messages/post.ts";
import { readDraft, type Draft, type UploadedFile } from "../messages/draft.ts";
import { fields, list, text, whole, type Fields } from "../read.ts";
import { findMessage, messageFlags, messageShape } from "../shapes/message.ts";
import type { Channel, Discord, Message } from "../state.ts";
import { interactionTypes, type Interaction } from "./interaction.ts";
import { readModal } from "./modal.ts";

const REPLY = 4;
const DEFERRED_REPLY = 5;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const CHOICES = 8;
const MODAL = 9;

/** Which callback types each interaction type accepts. */
const accepts: Record<Interaction["type"], number[]> = {
  [interactionTypes.command]: [REPLY, DEFERRED_REPLY, MODAL],
  [interactionTypes.component]: [REPLY, DEFERRED_REPLY, DEFERRED_UPDATE, UPDATE, MODAL],
  [interactionTypes.autocomplete]: [CHOICES],
  [interactionTypes.modal]: [REPLY, DEFERRED_REPLY, DEFERRED_UPDATE, UPDATE],
};

/** Applies a callback; returns the `InteractionCallbackResponse`. Throws 10062, 40060 or 50035. */
export function answerInteraction(
  discord: Discord,
  interaction: Interaction | undefined,
  body: unknown,
  files: UploadedFile[],
): Fields {
  if (!interaction || interaction.state === "failed") throw refuse("unknownInteraction");
  if (interaction.state === "acknowledged") throw refuse("alreadyAcknowledged");
  const type = whole(fields(body)["type"]) ?? 0;
  if (!accepts[interaction.type].includes(type))
    throw invalidField(
      ["type"],
      "INTERACTION_CALLBACK_TYPE_INVALID",
      `Value must be one of {${accepts[interaction.type].join(", ")}}.`,
    );
  const message = apply(discord, interaction, type, fields(fields(body)["data"]), files);
  interaction.answeredWith = type;
  interaction.settle("acknowledged");
  return callbackShape(discord, interaction, type, message);
}

function apply(
  discord: Discord,
  interaction: Interaction,
  type: number,
  data: Fields,
  files: UploadedFile[],
): Message | null {
  const source = findMessage(discord, interaction.channelId, interaction.sourceMessageId ?? "");
  switch (type) {
    case REPLY:
      return reply(discord, interaction, readDraft(discord, data, files));
    case DEFERRED_REPLY:
      return reply(discord, interaction, { ...nothing, flags: deferredFlags(data) });
    case DEFERRED_UPDATE:
      interaction.originalId = source?.id ?? null;
      return null;
    case UPDATE:
      if (!source) throw refuse("unknownMessage");
      rewriteMessage(
        discord,
        channelOf(discord, interaction),
        source,
        readDraft(discord, data, files, source),
      );
      interaction.originalId = source.id;
      return source;
    case CHOICES:
      interaction.choices = readChoices(data);
      return null;
    default:
      interaction.modal = readModal(data, interaction);
      return null;
  }
}

const nothing: Draft = {
  content: "",
  embeds: [],
  components: [],
  attachments: [],
  flags: 0,
  tts: false,
  nonce: null,
  enforceNonce: false,
  replyTo: null,
  allowedMentions: null,
};

function deferredFlags(data: Fields): number {
  return ((whole(data["flags"]) ?? 0) & messageFlags.EPHEMERAL) | messageFlags.LOADING;
}

/** Posts a reply. The bot's own permissions in the channel don't matter here, as on Discord. */
export function reply(discord: Discord, interaction: Interaction, draft: Draft): Message {
  const application = discord.applications.get(interaction.applicationId);
  const secret = (draft.flags & messageFlags.EPHEMERAL) !== 0;
  const message = addMessage(discord, channelOf(discord, interaction), application?.botId ?? "", draft, {
    type: interaction.type === interactionTypes.command ? 20 : 0,
    applicationId: interaction.applicationId,
    webhookId: interaction.applicationId,
    interactionMetadata: interaction.metadata,
    ephemeralFor: secret ? interaction.userId : null,
  });
  interaction.originalId ??= message.id;
  return message;
}

export function channelOf(discord: Discord, interaction: Interaction): Channel {
  const channel = discord.channels.get(interaction.channelId);
  if (!channel) throw refuse("unknownChannel");
  return channel;
}

function readChoices(data: Fields): Interaction["choices"] {
  const choices = list(data["choices"]).map(fields);
  if (choices.length > 25)
    throw invalidField(["data", "choices"], "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
  return choices.map((each, at) => {
    const name = text(each["name"]) ?? "";
    if (name.length < 1 || name.length > 100)
      throw invalidField(
        ["data", "choices", at, "name"],
        "BASE_TYPE_BAD_LENGTH",
        "Must be between 1 and 100 in length.",
      );
    return { name, value: each["value"] };
  });
}

function callbackShape(
  discord: Discord,
  interaction: Interaction,
  type: number,
  message: Message | null,
): Fields {
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.channelId,
      ...(interaction.guildId === null ? {} : { guild_id: interaction.guildId }),
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: type === DEFERRED_REPLY,
            response_message_ephemeral: message.ephemeralFor !== null,
          }
        : {}),
    },
    ...(message ? { resource: { type, message: messageShape(discord, message) } } : {}),
  };
}
