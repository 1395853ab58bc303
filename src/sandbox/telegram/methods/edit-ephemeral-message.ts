/** Ephemeral messages have their own id, and their own methods to edit and delete them. */
import { refusals } from "../errors.ts";
import { readMarkup } from "../keyboard.ts";
import { readInteger } from "../read.ts";
import type { Chat, StoredMessage } from "../state.ts";
import { unixTime } from "../state.ts";
import { writableChat } from "../target.ts";
import type { Call } from "./method.ts";
import { readMessageText } from "./send-message.ts";

export function editEphemeralMessageText(call: Call): true {
  const { chat, stored } = find(call);
  const { entities: _entities, ...kept } = stored.message;
  stored.message = { ...kept, ...readMessageText(call.params), edit_date: unixTime(call.state) };
  stored.keyboard = readMarkup(call.params, chat.type === "private").keyboard;
  return true;
}

export function editEphemeralMessageReplyMarkup(call: Call): true {
  const { chat, stored } = find(call);
  stored.keyboard = readMarkup(call.params, chat.type === "private").keyboard;
  return true;
}

export function deleteEphemeralMessage(call: Call): true {
  const { chat, stored } = find(call);
  chat.messages.delete(stored.id);
  return true;
}

function find({ state, bot, params }: Call): { chat: Chat; stored: StoredMessage } {
  const chat = writableChat(state, bot, params);
  const id = readInteger(params, "ephemeral_message_id");
  const receiver = readInteger(params, "receiver_user_id");
  const stored = [...chat.messages.values()].find(
    (message) => message.ephemeralId === id && message.onlyFor === receiver && message.author === bot.user.id,
  );
  if (id === undefined || !stored) throw refusals.noMessageToEdit();
  return { chat, stored };
}
