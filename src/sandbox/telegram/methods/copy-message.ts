import type { TelegramMessageId } from "@gramio/types";
import { badRequest } from "../errors.ts";
import { isService } from "../deliver.ts";
import { readMarkup } from "../keyboard.ts";
import { postMessage } from "../post.ts";
import { chatToSend, findMessage, readableChat, readTopic } from "../target.ts";
import type { Call } from "./method.ts";
import { protection, readReply } from "./send-message.ts";

export function copyMessage({ state, bot, params }: Call): TelegramMessageId {
  const chat = chatToSend(state, bot, params, "can_send_messages");
  const source = readableChat(state, bot, { chat_id: params["from_chat_id"] });
  const stored = findMessage(source, params);
  if (!stored || isService(stored)) throw badRequest("message to copy not found");
  if (stored.message.has_protected_content) throw badRequest("CHAT_FORWARDS_RESTRICTED");
  const { text, entities, caption, caption_entities, document, photo } = stored.message;
  const copy = postMessage(state, chat, bot.user.id, {
    content: {
      ...(text !== undefined && { text }),
      ...(entities && { entities }),
      ...(document && { document }),
      ...(photo && { photo }),
      ...(caption !== undefined && { caption }),
      ...(caption_entities && { caption_entities }),
      ...protection(params),
    },
    file: stored.file,
    topic: readTopic(chat, params),
    replyTo: readReply(chat, params),
    ...readMarkup(params, chat.type === "private"),
  });
  return { message_id: copy.message.message_id };
}
