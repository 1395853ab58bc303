/** Chats as a person names them: a group by its negative id, a private chat by the bot's id. */
import type { Chat, State, StoredMessage } from "../state.ts";
import { chatKey, isPresent } from "../state.ts";
import { openPrivateChat } from "../seed.ts";
import type { Id } from "../world.ts";
import { numericId } from "../world.ts";
import { ControlRefused, notAllowed } from "./refused.ts";

export function chatOf(state: State, person: number, chatId: Id): Chat {
  const id = numericId(chatId);
  if (id > 0) {
    if (!state.bots.has(id)) throw notAllowed.noPerson();
    return openPrivateChat(state, id, person);
  }
  const chat = state.chats.get(chatKey(state.upgraded.get(id) ?? id));
  if (!chat) throw new ControlRefused("CHAT_ID_INVALID", `no chat ${id} in this world`);
  if (!isPresent(chat.members.get(person))) throw notAllowed.outside();
  return chat;
}

/** Ephemeral messages are there only for their receiver. */
export function messagesFor(chat: Chat, person: number): StoredMessage[] {
  const visible = [...chat.messages.values()].filter(({ onlyFor }) => onlyFor === null || onlyFor === person);
  const covered = new Set(visible.map(({ inPlaceOf }) => inPlaceOf));
  return visible.filter(({ id }) => !covered.has(id));
}

export function messageFor(chat: Chat, person: number, messageId: Id): StoredMessage {
  const id = numericId(messageId);
  const found = messagesFor(chat, person).find((stored) => stored.id === id);
  if (!found) throw notAllowed.noMessage();
  return found;
}
