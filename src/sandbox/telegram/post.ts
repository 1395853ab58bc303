/** Puts a message into a chat, and to the bots that may read it. */
import type { TelegramMessage } from "@gramio/types";
import { deliverMessage } from "./deliver.ts";
import { actsAnonymously } from "./rights.ts";
import { groupAnonymousBot, showChat } from "./show.ts";
import type { Chat, State, StoredMessage } from "./state.ts";
import { unixTime, userOf } from "./state.ts";

export interface Draft {
  /** Text, caption, document, service part … */
  content: Partial<TelegramMessage>;
  replyTo?: number | null;
  topic?: number | null;
  keyboard?: StoredMessage["keyboard"];
  prompt?: StoredMessage["prompt"];
  onlyFor?: number | null;
  /** With `onlyFor`: the bot that takes part in the ephemeral exchange. */
  meantFor?: number | null;
  /** With `onlyFor`: that person sees it instead of this message. */
  inPlaceOf?: number | null;
  file?: StoredMessage["file"];
}

export function postMessage(state: State, chat: Chat, author: number, draft: Draft): StoredMessage {
  const ephemeral = draft.onlyFor !== undefined && draft.onlyFor !== null;
  const ephemeralId = ephemeral ? state.next() : null;
  const id = ++chat.lastMessageId;
  const receiver = ephemeral ? userOf(state, draft.onlyFor ?? 0) : undefined;
  const message: TelegramMessage = {
    message_id: ephemeral ? 0 : id,
    ...senderOf(state, chat, author),
    date: unixTime(state),
    chat: showChat(state, chat),
    ...(draft.topic && { message_thread_id: draft.topic, is_topic_message: true as const }),
    ...(ephemeralId !== null && { ephemeral_message_id: ephemeralId }),
    ...(receiver && { receiver_user: receiver }),
    ...draft.content,
  };
  const stored: StoredMessage = {
    id,
    message,
    author,
    replyTo: draft.replyTo ?? null,
    keyboard: draft.keyboard ?? null,
    prompt: draft.prompt ?? null,
    onlyFor: draft.onlyFor ?? null,
    ephemeralId,
    meantFor: draft.meantFor ?? null,
    inPlaceOf: draft.inPlaceOf ?? null,
    file: draft.file ?? null,
  };
  chat.messages.set(id, stored);
  deliverMessage(state, chat, stored);
  if (state.bots.has(author) && !ephemeral) chat.lastBotToPost = author;
  return stored;
}

/** In channels the channel speaks; an anonymous admin is shown as the group, but a bot never is. */
function senderOf(state: State, chat: Chat, author: number): Partial<TelegramMessage> {
  if (chat.type === "channel") return { sender_chat: showChat(state, chat) };
  if (actsAnonymously(state, chat, author))
    return { from: groupAnonymousBot, sender_chat: showChat(state, chat) };
  const from = userOf(state, author);
  return from ? { from } : {};
}
