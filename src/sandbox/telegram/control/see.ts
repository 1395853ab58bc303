/** A chat as a person sees it on the screen. */
import type { TelegramInlineKeyboardButton, TelegramMessageEntity } from "@gramio/types";
import { isService } from "../deliver.ts";
import type { Chat, State, StoredFile, StoredMessage } from "../state.ts";
import type { Id } from "../world.ts";
import { chatOf, messagesFor } from "./place.ts";

export interface SeenMessage {
  /** For `press`, `replyTo` …: also ephemeral messages have one here. */
  id: string;
  /** When, RFC 3339. */
  at: string;
  /** Who wrote it, as shown: the group itself for an anonymous admin, the channel in a channel. */
  from: string;
  /** The id behind the name; null where the chat speaks. */
  fromId: string | null;
  /** Text or caption. */
  text: string;
  entities: TelegramMessageEntity[];
  keyboard: TelegramInlineKeyboardButton[][];
  edited: boolean;
  replyTo: string | null;
  topic: string | null;
  /** Only this person sees it. */
  ephemeral: boolean;
  /** The client opens a reply to this message, or shows a reply keyboard. */
  prompt: StoredMessage["prompt"];
  file: StoredFile | null;
  /** A service message's kind, e.g. `new_chat_members`; null for an ordinary one. */
  service: string | null;
}

/** Oldest first. */
export function sees(state: State, person: number, chatId: Id): SeenMessage[] {
  const chat = chatOf(state, person, chatId);
  return messagesFor(chat, person).map((stored) => ({
    ...seen(stored),
    prompt: isFor(state, chat, stored, person) ? stored.prompt : null,
  }));
}

/** A selective question or keyboard is there only for those whom its message is about. */
function isFor(
  state: State,
  chat: Chat,
  { message, prompt, replyTo }: StoredMessage,
  person: number,
): boolean {
  if (!prompt?.selective || chat.private) return true;
  const username = state.people.get(person)?.user.username?.toLowerCase();
  const mentioned = (message.entities ?? []).some(
    (entity) =>
      (entity.type === "text_mention" && entity.user?.id === person) ||
      (entity.type === "mention" &&
        message.text?.slice(entity.offset + 1, entity.offset + entity.length).toLowerCase() === username),
  );
  return mentioned || chat.messages.get(replyTo ?? 0)?.author === person;
}

function seen(stored: StoredMessage): Omit<SeenMessage, "prompt"> {
  const { message } = stored;
  const spokenByChat = message.sender_chat;
  return {
    id: String(stored.id),
    at: new Date(message.date * 1000).toISOString(),
    from: spokenByChat?.title ?? message.from?.first_name ?? "",
    fromId: spokenByChat || !message.from ? null : String(message.from.id),
    text: message.text ?? message.caption ?? "",
    entities: message.entities ?? message.caption_entities ?? [],
    keyboard: stored.keyboard?.inline_keyboard ?? [],
    edited: message.edit_date !== undefined,
    replyTo: stored.replyTo === null ? null : String(stored.replyTo),
    topic: message.message_thread_id === undefined ? null : String(message.message_thread_id),
    ephemeral: stored.onlyFor !== null,
    file: stored.file,
    service: isService(stored) ? serviceKind(stored) : null,
  };
}

const COMMON = new Set([
  "message_id",
  "message_thread_id",
  "is_topic_message",
  "from",
  "sender_chat",
  "date",
  "chat",
]);

function serviceKind({ message }: StoredMessage): string {
  return Object.keys(message).find((key) => !COMMON.has(key)) ?? "unknown";
}
