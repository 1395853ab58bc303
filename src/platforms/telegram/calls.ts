/** Every Bot API method this adapter may call, and nothing else: `callApi` accepts no other name. */
export const calls = [
  "answerCallbackQuery",
  "deleteMessage",
  "deleteWebhook",
  "editEphemeralMessageText",
  "editMessageText",
  "getChat",
  "getChatAdministrators",
  "getChatMember",
  "getMe",
  "getMyCommands",
  "getUpdates",
  "getWebhookInfo",
  "sendDocument",
  "sendMessage",
  "setMyCommands",
  "setWebhook",
] as const;

export type Call = (typeof calls)[number];
