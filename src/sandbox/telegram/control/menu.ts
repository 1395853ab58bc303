/** The commands that a person's client offers in a chat. */
import type { TelegramBotCommand } from "@gramio/types";
import { botsIn } from "../deliver.ts";
import { isAdmin } from "../rights.ts";
import type { Chat, State } from "../state.ts";
import type { Id } from "../world.ts";
import { chatOf } from "./place.ts";

export interface MenuEntry extends TelegramBotCommand {
  /** Id of the bot that the command belongs to. */
  bot: string;
}

/** The narrowest scope that has a list wins, in the person's language before no language. */
export function menu(state: State, person: number, chatId: Id): MenuEntry[] {
  const chat = chatOf(state, person, chatId);
  const language = state.people.get(person)?.user.language_code?.slice(0, 2) ?? "";
  const scopes = scopesFor(chat, person).flatMap((scope) => [`${scope}/${language}`, `${scope}/`]);
  return botsIn(state, chat).flatMap((bot) => {
    const found = scopes.find((scope) => bot.commands.has(scope)) ?? "";
    const commands = bot.commands.get(found) ?? [];
    return commands.map((command) => ({ ...command, bot: String(bot.user.id) }));
  });
}

function scopesFor(chat: Chat, person: number): string[] {
  if (chat.private) return [`chat/${chat.id}`, "all_private_chats/", "default/"];
  const admin = isAdmin(chat.members.get(person));
  return [
    `chat_member/${chat.id}/${person}`,
    ...(admin ? [`chat_administrators/${chat.id}`] : []),
    `chat/${chat.id}`,
    ...(admin ? ["all_chat_administrators/"] : []),
    "all_group_chats/",
    "default/",
  ];
}
