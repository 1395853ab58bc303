import type { TelegramMessage } from "@gramio/types";
import { badRequest, refusals } from "../errors.ts";
import { readEphemeral } from "../ephemeral.ts";
import { readMarkup } from "../keyboard.ts";
import { postMessage } from "../post.ts";
import { readFlag, readObject, readText } from "../read.ts";
import type { Params } from "../read.ts";
import { showMessage } from "../show.ts";
import type { Chat } from "../state.ts";
import { chatToSend, readTopic } from "../target.ts";
import { readFormatted } from "../text.ts";
import type { Call } from "./method.ts";

const MAX_TEXT = 4096;

export function sendMessage({ state, bot, params }: Call): TelegramMessage {
  const chat = chatToSend(state, bot, params, "can_send_messages");
  const content = readMessageText(params);
  const draft = {
    content: { ...content, ...protection(params) },
    topic: readTopic(chat, params),
    replyTo: readReply(chat, params),
    ...readMarkup(params, chat.type === "private"),
    ...readEphemeral(state, bot, chat, params),
  };
  return showMessage(chat, postMessage(state, chat, bot.user.id, draft));
}

/** The limit counts what is left after parsing. */
export function readMessageText(params: Params): Pick<TelegramMessage, "text" | "entities"> {
  const { text, entities } = readFormatted(params, "text", "entities");
  if (text === "") throw refusals.emptyText();
  if (text.length > MAX_TEXT) throw refusals.textTooLong();
  const preview = readObject(params, "link_preview_options");
  return {
    text,
    ...(entities.length > 0 && { entities }),
    ...(preview?.["is_disabled"] === true && { link_preview_options: { is_disabled: true } }),
  };
}

export function protection(params: Params): Pick<TelegramMessage, "has_protected_content"> {
  return readFlag(params, "protect_content") ? { has_protected_content: true } : {};
}

export function readReply(chat: Chat, params: Params): number | null {
  const reply = readObject(params, "reply_parameters");
  if (!reply) return null;
  const { message_id: id, allow_sending_without_reply: optional } = reply;
  if (reply["ephemeral_message_id"] !== undefined) {
    const wanted = Number(reply["ephemeral_message_id"]);
    const found = [...chat.messages.values()].find(({ ephemeralId }) => ephemeralId === wanted);
    if (found) return found.id;
  }
  if (![undefined, String(chat.id)].includes(readText(reply, "chat_id")))
    throw badRequest("replies to messages of another chat are not part of the sandbox");
  const answered = chat.messages.get(Number(id));
  if (answered && answered.onlyFor === null) return answered.id;
  if (optional === true) return null;
  throw refusals.noMessageToReply();
}
