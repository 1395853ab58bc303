/** People pick bots and groups with the buttons of a reply keyboard; what they pick comes as a message of theirs. */
import type { TelegramChatAdministratorRights, TelegramKeyboardButton } from "@gramio/types";
import { postMessage } from "../post.ts";
import { hasRight, isAdmin } from "../rights.ts";
import type { Chat, State } from "../state.ts";
import { isPresent, userOf } from "../state.ts";
import type { Id } from "../world.ts";
import { numericId } from "../world.ts";
import { addMember } from "./manage.ts";
import { chatOf, messageFor } from "./place.ts";
import { ControlRefused, notAllowed } from "./refused.ts";

/** Returns the id of the message that tells the bot. */
export function pick(
  state: State,
  person: number,
  chatId: Id,
  messageId: Id,
  label: string,
  picked: Id[],
): string {
  const chat = chatOf(state, person, chatId);
  const { prompt } = messageFor(chat, person, messageId);
  const button = prompt?.buttons?.flat().find(({ text }) => text === label);
  if (!button || !chat.private) {
    const labels = prompt?.buttons?.flat().map(({ text }) => text) ?? [];
    throw new ControlRefused(
      "BUTTON_INVALID",
      `no button "${label}"; there is ${labels.join(", ") || "none"}`,
    );
  }
  const ids = picked.map(numericId);
  const content = button.request_users
    ? { users_shared: users(state, button.request_users, ids) }
    : { chat_shared: group(state, chat.private.bot, person, button.request_chat, ids) };
  return String(postMessage(state, chat, person, { content }).id);
}

function users(state: State, asked: NonNullable<TelegramKeyboardButton["request_users"]>, ids: number[]) {
  if (ids.length < 1 || ids.length > (asked.max_quantity ?? 1))
    throw new ControlRefused("USERS_TOO_MUCH", `one to ${asked.max_quantity ?? 1} can be picked`);
  return {
    request_id: asked.request_id,
    users: ids.map((id) => {
      const user = userOf(state, id);
      if (!user) throw notAllowed.noPerson();
      if (asked.user_is_bot !== undefined && user.is_bot !== asked.user_is_bot)
        throw new ControlRefused("USER_INVALID", `the client's list does not offer ${user.first_name}`);
      return {
        user_id: id,
        ...(asked.request_name && { first_name: user.first_name }),
        ...(asked.request_username && user.username && { username: user.username }),
      };
    }),
  };
}

/** The client adds the bot with the rights that it asks for, or refuses. */
function group(
  state: State,
  bot: number,
  person: number,
  asked: TelegramKeyboardButton["request_chat"],
  ids: number[],
) {
  const [id] = ids;
  const chat = id === undefined ? undefined : chatOf(state, person, id);
  if (!chat || !asked || (chat.type === "channel") !== asked.chat_is_channel)
    throw new ControlRefused("CHAT_INVALID", "the client's list does not offer that");
  mayPick(chat, person, asked.user_administrator_rights);
  const wanted = asked.bot_administrator_rights;
  if (wanted && !isAdmin(chat.members.get(bot))) addMember(state, person, chat.id, bot, { ...wanted });
  if (asked.bot_is_member && !isPresent(chat.members.get(bot)))
    throw new ControlRefused("CHAT_INVALID", "the bot is not in that chat");
  return {
    request_id: asked.request_id,
    chat_id: chat.id,
    ...(asked.request_title && { title: chat.title }),
  };
}

function mayPick(chat: Chat, person: number, needed: TelegramChatAdministratorRights | undefined): void {
  if (chat.members.get(person)?.status === "creator") return;
  const names = Object.keys(needed ?? {}) as (keyof TelegramChatAdministratorRights)[];
  if (names.some((name) => needed?.[name] === true && !hasRight(chat, person, name)))
    throw new ControlRefused("CHAT_INVALID", "the client offers only chats in which one has these rights");
}
