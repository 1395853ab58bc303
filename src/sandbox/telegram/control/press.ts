/** People press inline buttons; bots can't. */
import type { TelegramInlineKeyboardButton } from "@gramio/types";
import { showMessage } from "../show.ts";
import type { Chat, State, StoredMessage } from "../state.ts";
import { userOf } from "../state.ts";
import { enqueue } from "../updates.ts";
import type { Id } from "../world.ts";
import { chatOf, messageFor } from "./place.ts";
import { ControlRefused } from "./refused.ts";

export interface PressOptions {
  /** Send this data even though no button of the message has it, as a modified client can. */
  forged?: boolean;
  /** How long to wait for `answerCallbackQuery`, in real milliseconds; default 5000. */
  within?: number;
}

export interface Pressed {
  /** False when the bot did not answer in time, or the button does nothing. */
  answered: boolean;
  text: string;
  alert: boolean;
}

/** `wanted` is a button's callback data or its label. Resolves when the bot answers, or after `within`. */
export async function press(
  state: State,
  person: number,
  chatId: Id,
  messageId: Id,
  wanted: string,
  options: PressOptions,
): Promise<Pressed> {
  const chat = chatOf(state, person, chatId);
  const stored = messageFor(chat, person, messageId);
  const data = options.forged ? wanted : dataOf(stored, wanted);
  if (data === null) return { answered: false, text: "", alert: false };
  return await new Promise((resolve) => {
    const timer = setTimeout(
      () => resolve({ answered: false, text: "", alert: false }),
      options.within ?? 5000,
    );
    ask(state, chat, stored, person, data, (answer) => {
      clearTimeout(timer);
      resolve({ answered: true, ...answer });
    });
  });
}

function ask(
  state: State,
  chat: Chat,
  stored: StoredMessage,
  person: number,
  data: string,
  answered: (answer: { text: string; alert: boolean }) => void,
): void {
  const bot = state.bots.get(stored.author);
  const from = userOf(state, person);
  if (!bot || !from) throw new ControlRefused("DATA_INVALID", "the message was not sent by a bot");
  const id = `${bot.user.id}${String(state.next()).padStart(9, "0")}`;
  state.queries.set(id, {
    id,
    bot: bot.user.id,
    from: person,
    chat: chat.key,
    message: stored.id,
    createdAt: state.now(),
    answer: null,
    answered,
  });
  const query = {
    id,
    from,
    message: showMessage(chat, stored),
    chat_instance: `${BigInt(chat.id) * 7919n}`,
    data,
  };
  enqueue(bot.inbox, { callback_query: query }, state.now());
}

/** Null for a button that is disabled. */
function dataOf(stored: StoredMessage, wanted: string): string | null {
  const buttons = stored.keyboard?.inline_keyboard.flat() ?? [];
  const button =
    buttons.find((button) => button.callback_data === wanted) ??
    buttons.find((button) => button.text === wanted);
  if (!button) {
    const labels = buttons.map(({ text }) => text).join(", ") || "none";
    throw new ControlRefused(
      "DATA_INVALID",
      `no button "${wanted}" on message ${stored.id}; its buttons: ${labels}`,
    );
  }
  if (button.disabled) return null;
  if (button.callback_data === undefined) throw elsewhere(button);
  return button.callback_data;
}

function elsewhere(button: TelegramInlineKeyboardButton): ControlRefused {
  const what = button.url ? `opens ${button.url}` : "does not go to the bot";
  return new ControlRefused("DATA_INVALID", `the button "${button.text}" ${what}`);
}
