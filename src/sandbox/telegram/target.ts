/** Finding the chat, topic and message that a call means, and whether this bot may act there. */
import { badRequest, refusals } from "./errors.ts";
import { countAgainstRate } from "./rate.ts";
import { hasRight, isPermitted } from "./rights.ts";
import { openPrivateChat } from "./seed.ts";
import type { Params } from "./read.ts";
import { readInteger, readText } from "./read.ts";
import type { Bot, Chat, Permissions, State, StoredMessage } from "./state.ts";
import { chatKey, isPresent, privateKey, userOf } from "./state.ts";

/** The chat a call means, if this bot can read it: it is a member, or the chat is public. */
export function readableChat(state: State, bot: Bot, params: Params): Chat {
  const chat = namedChat(state, bot, params);
  if (chat.private) return chat;
  const member = chat.members.get(bot.user.id);
  if (isPresent(member)) return chat;
  const kind = chat.type;
  if (member?.status === "kicked") throw refusals.kicked(kind);
  if (chat.username) return chat;
  throw member ? refusals.notMember(kind) : refusals.chatNotFound();
}

/** The same for writing: a private chat must be started and not blocked, a group must have the bot in it. */
export function writableChat(state: State, bot: Bot, params: Params): Chat {
  const chat = readableChat(state, bot, params);
  if (chat.private) {
    if (chat.private.blocked) throw refusals.blocked();
    if (!chat.private.started) throw refusals.notStarted();
    return chat;
  }
  if (!isPresent(chat.members.get(bot.user.id))) throw refusals.notMember(chat.type);
  return chat;
}

const SENDS: Partial<Record<keyof Permissions, string>> = {
  can_send_messages: "send text messages to the chat",
  can_send_documents: "send documents to the chat",
  can_send_photos: "send photos to the chat",
};

/** Where this bot may post this kind of message. */
export function chatToSend(state: State, bot: Bot, params: Params, permission: keyof Permissions): Chat {
  const chat = writableChat(state, bot, params);
  const allowed =
    chat.type === "private" ||
    (chat.type === "channel"
      ? hasRight(chat, bot.user.id, "can_post_messages")
      : isPermitted(chat, bot.user.id, permission));
  if (allowed) {
    countAgainstRate(state, bot.user.id, chat);
    return chat;
  }
  if (chat.type === "channel") throw badRequest("need administrator rights in the channel chat");
  throw refusals.notEnoughRights(SENDS[permission] ?? "send messages to the chat");
}

function namedChat(state: State, bot: Bot, params: Params): Chat {
  const given = readText(params, "chat_id") ?? "";
  if (given === "") throw badRequest("chat_id is empty");
  if (given.startsWith("@")) {
    const name = given.slice(1).toLowerCase();
    const found = [...state.chats.values()].find((chat) => chat.username?.toLowerCase() === name);
    if (!found) throw refusals.chatNotFound();
    return found;
  }
  const id = Number(given);
  if (id > 0) return namedPrivateChat(state, bot, id);
  const upgraded = state.upgraded.get(id);
  if (upgraded !== undefined) throw refusals.upgraded(upgraded);
  const chat = state.chats.get(chatKey(id));
  if (!chat) throw refusals.chatNotFound();
  return chat;
}

/** A bot knows a person who wrote to it or shares a chat with it; others are "chat not found". */
function namedPrivateChat(state: State, bot: Bot, id: number): Chat {
  if (state.bots.has(id)) throw refusals.toBot();
  const known = state.chats.get(privateKey(bot.user.id, id));
  if (known) return known;
  if (!userOf(state, id) || !sharesChat(state, bot.user.id, id)) throw refusals.chatNotFound();
  return openPrivateChat(state, bot.user.id, id);
}

function sharesChat(state: State, a: number, b: number): boolean {
  return [...state.chats.values()].some((chat) => chat.members.has(a) && chat.members.has(b));
}

/** The topic to post in; General has no id. */
export function readTopic(chat: Chat, params: Params): number | null {
  const topic = readInteger(params, "message_thread_id");
  if (topic === undefined || topic === 0) return null;
  const known = chat.topics.get(topic);
  if (!known) throw refusals.noThread();
  if (known.closed) throw badRequest("TOPIC_CLOSED");
  return topic;
}

/** A message that everyone in the chat sees; ephemeral ones have no `message_id`. */
export function findMessage(chat: Chat, params: Params): StoredMessage | undefined {
  const stored = chat.messages.get(readInteger(params, "message_id") ?? 0);
  return stored?.onlyFor === null ? stored : undefined;
}
