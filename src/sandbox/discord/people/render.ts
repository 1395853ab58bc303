/** A message as one person sees it, in plain words. */
import { fields, list, text, whole, type Fields } from "../read.ts";
import { everyComponent } from "../messages/components.ts";
import { messageFlags, messageShape } from "../shapes/message.ts";
import type { Channel, Discord, Message } from "../state.ts";

export interface RenderedButton {
  label: string;
  /** Null for links. */
  customId: string | null;
  url: string | null;
  style: "primary" | "secondary" | "success" | "danger" | "link";
  disabled: boolean;
}

export interface RenderedSelect {
  customId: string;
  placeholder: string;
  /** Discord's component type: 3 string, 5 user, 6 role, 8 channel. */
  type: number;
  options: { label: string; value: string }[];
  disabled: boolean;
}

export interface RenderedMessage {
  id: string;
  channelId: string;
  author: { id: string; name: string; bot: boolean };
  /** All text of the message, one line a block, mentions and times made readable. */
  text: string;
  /** The container's accent colour. */
  accent: number | null;
  buttons: RenderedButton[];
  selects: RenderedSelect[];
  attachments: { name: string; type: string; content: string }[];
  /** Only this person sees it. */
  ephemeral: boolean;
  /** "… is thinking": a deferred reply that has not been filled in. */
  thinking: boolean;
  edited: boolean;
  /** This person was pinged. */
  pings: boolean;
  sentAt: number;
  /** The API object. */
  raw: Fields;
}

const styles = ["primary", "primary", "secondary", "success", "danger", "link"] as const;

export function renderMessage(discord: Discord, message: Message, viewerId: string): RenderedMessage {
  const channel = discord.channels.get(message.channelId);
  const all = everyComponent(message.components);
  const container = all.find((each) => each["type"] === 17);
  return {
    id: message.id,
    channelId: message.channelId,
    author: {
      id: message.authorId,
      name: nameOf(discord, channel, message.authorId),
      bot: discord.users.get(message.authorId)?.bot ?? false,
    },
    text: [message.content, ...message.embeds.map(embedText), ...all.map(blockText)]
      .filter((line) => line !== "")
      .map((line) => readable(discord, channel, line))
      .join("\n"),
    accent: whole(container?.["accent_color"]) ?? null,
    buttons: all.filter((each) => each["type"] === 2).map(button),
    selects: all.filter((each) => [3, 5, 6, 7, 8].includes(whole(each["type"]) ?? 0)).map(select),
    attachments: message.attachments.map((each) => ({
      name: each.filename,
      type: each.contentType,
      content: new TextDecoder().decode(each.content),
    })),
    ephemeral: message.ephemeralFor !== null,
    thinking: (message.flags & messageFlags.LOADING) !== 0,
    edited: message.editedAt !== null,
    pings: pinged(discord, channel, message, viewerId),
    sentAt: message.sentAt,
    raw: messageShape(discord, message),
  };
}

/** Mentions by name, times in UTC: what the client shows for `<@1>` and `<t:1>`. */
export function readable(discord: Discord, channel: Channel | undefined, line: string): string {
  const guild = discord.guilds.get(channel?.guildId ?? "");
  return line
    .replaceAll(/<@!?(\d+)>/g, (_, id: string) => `@${nameOf(discord, channel, id)}`)
    .replaceAll(/<@&(\d+)>/g, (_, id: string) => `@${guild?.roles.get(id)?.name ?? "deleted-role"}`)
    .replaceAll(/<#(\d+)>/g, (_, id: string) => `#${discord.channels.get(id)?.name ?? "unknown"}`)
    .replaceAll(/<t:(-?\d+)(?::\w)?>/g, (_, at: string) => utc(Number(at) * 1000));
}

export function nameOf(discord: Discord, channel: Channel | undefined, userId: string): string {
  const user = discord.users.get(userId);
  const nick = discord.guilds.get(channel?.guildId ?? "")?.members.get(userId)?.nick;
  return nick ?? user?.globalName ?? user?.username ?? "unknown-user";
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function pinged(discord: Discord, channel: Channel | undefined, message: Message, viewerId: string): boolean {
  const { users, roles, everyone } = message.mentions;
  const held = discord.guilds.get(channel?.guildId ?? "")?.members.get(viewerId)?.roles ?? [];
  return everyone || users.includes(viewerId) || roles.some((role) => held.includes(role));
}

function blockText(component: Fields): string {
  if (component["type"] === 10) return text(component["content"]) ?? "";
  if (component["type"] === 14) return component["divider"] === false ? "" : "────────";
  if (component["type"] === 13) return `[file ${text(component["name"]) ?? ""}]`;
  return "";
}

function embedText(embed: unknown): string {
  const { title, description, fields: rows } = fields(embed);
  const lines = list(rows).map((row) => `${text(fields(row)["name"])}: ${text(fields(row)["value"])}`);
  return [text(title) ?? "", text(description) ?? "", ...lines].filter((line) => line !== "").join("\n");
}

function button(raw: Fields): RenderedButton {
  const emoji = text(fields(raw["emoji"])["name"]);
  return {
    label: [emoji, text(raw["label"])].filter((part) => part !== undefined).join(" "),
    customId: text(raw["custom_id"]) ?? null,
    url: text(raw["url"]) ?? null,
    style: styles[whole(raw["style"]) ?? 2] ?? "secondary",
    disabled: raw["disabled"] === true,
  };
}

function select(raw: Fields): RenderedSelect {
  return {
    customId: text(raw["custom_id"]) ?? "",
    placeholder: text(raw["placeholder"]) ?? "",
    type: whole(raw["type"]) ?? 0,
    options: list(raw["options"])
      .map(fields)
      .map((option) => ({ label: text(option["label"]) ?? "", value: text(option["value"]) ?? "" })),
    disabled: raw["disabled"] === true,
  };
}
