/** Who did something, and where: the port's words for Telegram's. */
import type { Actor, Place } from "../platform.ts";
import type { Chat, Message, User } from "./shapes.ts";
import { nameOf } from "./shapes.ts";

export function personOf(from: User): Actor {
  return {
    platform: "telegram",
    id: from.id,
    name: nameOf(from),
    bot: from.is_bot,
    anonymous: false,
    locale: from.language_code ?? null,
  };
}

/**
 * Null when nobody is behind the message. Somebody who writes as a group or channel, or through a business connection,
 * is anonymous; text that came out of a bot (inline or guest) counts as a bot's, whoever sent it.
 */
export function authorOf(message: Message): Actor | null {
  const chat = message.sender_chat;
  if (chat)
    return {
      platform: "telegram",
      id: chat.id,
      name: chat.title ?? "",
      bot: false,
      anonymous: true,
      locale: null,
    };
  if (!message.from) return null;
  const business = message.sender_business_bot ?? message.business_connection_id;
  const byBot = message.via_bot ?? message.guest_bot_caller_user ?? message.guest_bot_caller_chat;
  const author = personOf(message.from);
  return {
    ...author,
    bot: author.bot || byBot !== undefined,
    anonymous: business !== undefined,
  };
}

/** A reply in an ordinary group has a thread id too; only forum topics are places. */
export function placeOf(message: {
  chat: Chat;
  message_thread_id?: number | undefined;
  is_topic_message?: boolean | undefined;
}): Place {
  const { chat, message_thread_id: thread, is_topic_message: topic } = message;
  return {
    platform: "telegram",
    workspace: chat.type === "private" ? null : chat.id,
    channel: chat.id,
    ...(topic && thread !== undefined && { thread: String(thread) }),
  };
}
