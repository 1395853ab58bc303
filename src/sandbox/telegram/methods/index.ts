import { answerCallbackQuery } from "./answer-callback-query.ts";
import { editMessageText } from "./edit-message-text.ts";
import { getMe } from "./get-me.ts";
import { getUpdates } from "./get-updates.ts";
import type { Method } from "./method.ts";
import { sendMessage } from "./send-message.ts";

/** Every Bot API method that the sandbox has; any other is 404, as for a name Telegram doesn't know. */
export const telegramMethods = {
  getMe,
  getUpdates,
  sendMessage,
  editMessageText,
  answerCallbackQuery,
} satisfies Record<string, Method>;
