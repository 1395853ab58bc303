/** Messages as the API shows them. */
import { fields, type Fields } from "../read.ts";
import type { Attachment, Discord, Message } from "../state.ts";
import { withMedia } from "./media.ts";
import { iso, userShape } from "./user.ts";

export const messageFlags = {
  EPHEMERAL: 1 << 6,
  LOADING: 1 << 7,
  SUPPRESS_EMBEDS: 1 << 2,
  COMPONENTS_V2: 1 << 15,
};

export function messageShape(discord: Discord, message: Message): Fields {
  const original =
    message.replyTo === null ? undefined : findMessage(discord, message.channelId, message.replyTo);
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: userShape(discord, message.authorId),
    content: message.content,
    embeds: message.embeds.map((embed) => ({ type: "rich", ...fields(embed) })),
    components: withMedia(message.components, message.attachments, (each) => urlOf(discord, message, each)),
    attachments: message.attachments.map((each) => attachmentShape(discord, message, each)),
    flags: message.flags,
    timestamp: iso(message.sentAt),
    edited_timestamp: iso(message.editedAt),
    tts: message.tts,
    pinned: message.pinned,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.map((id) => userShape(discord, id)),
    mention_roles: message.mentions.roles,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.applicationId === null ? {} : { application_id: message.applicationId }),
    ...(message.webhookId === null ? {} : { webhook_id: message.webhookId }),
    ...(message.interactionMetadata === null ? {} : { interaction_metadata: message.interactionMetadata }),
    ...(message.replyTo === null
      ? {}
      : {
          message_reference: { type: 0, channel_id: message.channelId, message_id: message.replyTo },
          referenced_message: original ? messageShape(discord, { ...original, replyTo: null }) : null,
        }),
  };
}

function urlOf(discord: Discord, message: Message, attachment: Attachment): string {
  const name = encodeURIComponent(attachment.filename);
  return `${discord.origin}/attachments/${message.channelId}/${attachment.id}/${name}`;
}

function attachmentShape(discord: Discord, message: Message, attachment: Attachment): Fields {
  const url = urlOf(discord, message, attachment);
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.content.byteLength,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.description === null ? {} : { description: attachment.description }),
    ...(message.ephemeralFor === null ? {} : { ephemeral: true }),
  };
}

/** The message as somebody without MESSAGE_CONTENT gets it on the gateway. */
export function withoutContent(shape: Fields): Fields {
  return { ...shape, content: "", embeds: [], attachments: [], components: [] };
}

export function findMessage(discord: Discord, channelId: string, id: string): Message | undefined {
  return discord.channels.get(channelId)?.messages.find((message) => message.id === id);
}
