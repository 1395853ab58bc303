import { invalidField, refuse } from "../errors.ts";
import { readDraft } from "../messages/draft.ts";
import {
  deleteMessage,
  postMessage,
  publicMessage,
  removeMessages,
  rewriteMessage,
} from "../messages/post.ts";
import { writeAudit } from "../audit.ts";
import { mayIn, requireInChannel } from "../permissions.ts";
import { fields, list } from "../read.ts";
import { messageShape } from "../shapes/message.ts";
import type { Message } from "../state.ts";
import { channelOf, limitOf, param, route, type Call } from "./route.ts";

const ALL = "/channels/{channel_id}/messages";
const ONE = "/channels/{channel_id}/messages/{message_id}";
const PIN = "/channels/{channel_id}/messages/pins/{message_id}";

export const messageRoutes = [
  route("GET", ALL, (call) => {
    const channel = channelOf(call);
    if (!mayIn(call.discord, channel, call.bot.botId, "READ_MESSAGE_HISTORY")) return [];
    const shown = channel.messages.filter((each) => each.ephemeralFor === null);
    return page(call, shown).map((message) => messageShape(call.discord, message));
  }),
  route("POST", ALL, (call) => {
    const channel = channelOf(call);
    const draft = readDraft(call.discord, call.body, call.files);
    return messageShape(call.discord, postMessage(call.discord, channel, call.bot.botId, draft));
  }),
  route("POST", `${ALL}/bulk-delete`, (call) => {
    const channel = channelOf(call);
    requireInChannel(call.discord, channel, call.bot.botId, "MANAGE_MESSAGES");
    const ids = list(fields(call.body)["messages"]).map(String);
    if (ids.length < 2 || ids.length > 100)
      throw invalidField(["messages"], "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.");
    removeMessages(call.discord, channel, ids);
    const guild = call.discord.guilds.get(channel.guildId ?? "");
    if (guild)
      writeAudit(call.discord, guild, "MESSAGE_BULK_DELETE", {
        by: call.bot.botId,
        target: channel.id,
        options: { count: String(ids.length) },
        reason: call.reason,
      });
  }),
  ...(["PUT", "DELETE"] as const).map((method) =>
    route(method, PIN, (call) => {
      const channel = channelOf(call);
      requireInChannel(call.discord, channel, call.bot.botId, "PIN_MESSAGES");
      const message = publicMessage(channel, param(call, "message_id"));
      message.pinned = method === "PUT";
      const guild = call.discord.guilds.get(channel.guildId ?? "");
      if (guild)
        writeAudit(call.discord, guild, message.pinned ? "MESSAGE_PIN" : "MESSAGE_UNPIN", {
          by: call.bot.botId,
          target: message.authorId,
          options: { channel_id: channel.id, message_id: message.id },
          reason: call.reason,
        });
    }),
  ),
  route("GET", ONE, (call) => {
    const channel = channelOf(call);
    const message = publicMessage(channel, param(call, "message_id"));
    if (channel.guildId !== null)
      requireInChannel(call.discord, channel, call.bot.botId, "READ_MESSAGE_HISTORY");
    return messageShape(call.discord, message);
  }),
  route("PATCH", ONE, (call) => {
    const channel = channelOf(call);
    const message = publicMessage(channel, param(call, "message_id"));
    if (message.authorId !== call.bot.botId) throw refuse("notYourMessage");
    rewriteMessage(call.discord, channel, message, readDraft(call.discord, call.body, call.files, message));
    return messageShape(call.discord, message);
  }),
  route("DELETE", ONE, (call) => {
    const channel = channelOf(call);
    deleteMessage(
      call.discord,
      channel,
      publicMessage(channel, param(call, "message_id")),
      call.bot.botId,
      call.reason,
    );
  }),
];

/** Newest first, whichever way was asked. */
function page(call: Call, messages: Message[]): Message[] {
  const limit = limitOf(call, 50, 100);
  const [before, after, around] = ["before", "after", "around"].map((name) => call.query.get(name));
  const sorted = messages.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  const newest = (some: Message[]): Message[] => some.slice(-limit).reverse();
  if (before) return newest(sorted.filter((each) => BigInt(each.id) < BigInt(before)));
  if (after)
    return sorted
      .filter((each) => BigInt(each.id) > BigInt(after))
      .slice(0, limit)
      .reverse();
  if (around) {
    const at = sorted.findIndex((each) => BigInt(each.id) >= BigInt(around));
    const from = Math.max(0, at - Math.floor(limit / 2));
    return sorted.slice(from, from + limit).reverse();
  }
  return newest(sorted);
}
