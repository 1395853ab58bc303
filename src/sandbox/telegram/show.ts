/** How chats and messages look in Bot API objects. */
import type { TelegramChat, TelegramMessage, TelegramUser } from "@gramio/types";
import type { Chat, State, StoredMessage } from "./state.ts";
import { userOf } from "./state.ts";

/** What bots see as the sender when an admin acts anonymously. */
export const groupAnonymousBot: TelegramUser = {
  id: 1087968824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};

export function showChat(state: State, chat: Chat): TelegramChat {
  if (chat.type === "private") {
    const user = userOf(state, chat.id);
    return {
      id: chat.id,
      type: "private",
      ...(user && { first_name: user.first_name }),
      ...(user?.last_name && { last_name: user.last_name }),
      ...(user?.username && { username: user.username }),
    };
  }
  return {
    id: chat.id,
    type: chat.type,
    title: chat.title,
    ...(chat.username && { username: chat.username }),
    ...(chat.forum && { is_forum: true as const }),
  };
}

/** A reply shows the message it answers, but not what that one answers. */
export function showMessage(chat: Chat, stored: StoredMessage, nested = false): TelegramMessage {
  const answered = stored.replyTo === null || nested ? undefined : chat.messages.get(stored.replyTo);
  return {
    ...stored.message,
    ...(answered && { reply_to_message: showMessage(chat, answered, true) }),
    ...(stored.keyboard && { reply_markup: stored.keyboard }),
  };
}

export function wordCommands(text: string): { name: string; to: string | null }[] {
  return [...text.matchAll(/(?:^|\s)\/([A-Za-z0-9_]{1,64})(?:@(\w{3,32}))?/g)].map((match) => ({
    name: match[1] ?? "",
    to: match[2] ?? null,
  }));
}
