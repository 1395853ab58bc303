import type { TelegramMessage } from "@gramio/types";
import { refusals } from "../errors.ts";
import { readMarkup } from "../keyboard.ts";
import { countAgainstRate } from "../rate.ts";
import { showMessage } from "../show.ts";
import type { Chat, StoredMessage } from "../state.ts";
import { unixTime } from "../state.ts";
import { findMessage, writableChat } from "../target.ts";
import type { Call } from "./method.ts";
import { readMessageText } from "./send-message.ts";

export function editMessageText(call: Call): TelegramMessage {
  const { chat, stored } = messageToEdit(call);
  if (stored.message.text === undefined) throw refusals.noTextToEdit();
  return applyEdit(call, chat, stored, readMessageText(call.params));
}

/** A bot edits only what it wrote itself; in channels also others' posts, with the right to. */
export function messageToEdit({ state, bot, params }: Call): { chat: Chat; stored: StoredMessage } {
  const chat = writableChat(state, bot, params);
  const stored = findMessage(chat, params);
  if (!stored) throw refusals.noMessageToEdit();
  if (stored.author !== bot.user.id) throw refusals.cannotEdit();
  countAgainstRate(state, bot.user.id, chat);
  return { chat, stored };
}

/** Leaving out `reply_markup` removes the inline keyboard. */
export function applyEdit(
  { state, params }: Call,
  chat: Chat,
  stored: StoredMessage,
  content: Partial<TelegramMessage>,
): TelegramMessage {
  const { keyboard } = readMarkup(params, chat.type === "private");
  const { entities: _entities, caption_entities: _captions, ...kept } = stored.message;
  const keepsText = Object.keys(content).length === 0;
  const message = { ...(keepsText ? stored.message : kept), ...content };
  if (same(visible(stored.message), visible(message)) && same(stored.keyboard, keyboard))
    throw refusals.notModified();
  const force = stored.keyboard?.force_reply;
  stored.keyboard = keyboard && force ? { ...keyboard, force_reply: true } : keyboard;
  stored.message = { ...message, edit_date: unixTime(state) };
  return showMessage(chat, stored);
}

function visible(message: TelegramMessage): unknown[] {
  return [message.text, message.entities ?? [], message.caption, message.caption_entities ?? []];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
