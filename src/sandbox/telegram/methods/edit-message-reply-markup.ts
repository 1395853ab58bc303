import type { TelegramMessage } from "@gramio/types";
import { applyEdit, messageToEdit } from "./edit-message-text.ts";
import type { Call } from "./method.ts";

export function editMessageReplyMarkup(call: Call): TelegramMessage {
  const { chat, stored } = messageToEdit(call);
  return applyEdit(call, chat, stored, {});
}
