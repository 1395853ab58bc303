import type { TelegramMessage } from "@gramio/types";
import { refusals } from "../errors.ts";
import { applyEdit, messageToEdit } from "./edit-message-text.ts";
import type { Call } from "./method.ts";
import { readCaption } from "./send-file.ts";

export function editMessageCaption(call: Call): TelegramMessage {
  const { chat, stored } = messageToEdit(call);
  if (!stored.file) throw refusals.noCaptionToEdit();
  const { caption, caption_entities: entities } = readCaption(call.params);
  return applyEdit(call, chat, stored, { caption: caption ?? "", caption_entities: entities ?? [] });
}
