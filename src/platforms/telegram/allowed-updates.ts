/**
 * What Telegram is asked to send. Named explicitly: `chat_member` comes only when asked for, and an empty or missing list
 * would bring back whatever was set before. Group text is not asked for beyond `message`, which commands and replies need.
 */
export const allowedUpdates: ("message" | "callback_query" | "my_chat_member" | "chat_member")[] = [
  "message",
  "callback_query",
  "my_chat_member",
  "chat_member",
];
