import { badRequest, refusals } from "../errors.ts";
import { postMessage } from "../post.ts";
import { hasRight, mayAs } from "../rights.ts";
import { showMessage } from "../show.ts";
import { findMessage, writableChat } from "../target.ts";
import type { Call } from "./method.ts";

export function pinChatMessage({ state, bot, params }: Call): true {
  const chat = writableChat(state, bot, params);
  const id = bot.user.id;
  const allowed =
    chat.type === "private" ||
    (chat.type === "channel" ? hasRight(chat, id, "can_edit_messages") : mayAs(chat, id, "can_pin_messages"));
  if (!allowed) throw refusals.notEnoughRights("manage pinned messages in the chat");
  const stored = findMessage(chat, params);
  if (!stored) throw badRequest("message to pin not found");
  chat.pinned = stored.id;
  postMessage(state, chat, id, { content: { pinned_message: showMessage(chat, stored, true) } });
  return true;
}
