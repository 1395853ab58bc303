import { refusals } from "../errors.ts";
import { hasRight } from "../rights.ts";
import { unixTime } from "../state.ts";
import { findMessage, writableChat } from "../target.ts";
import type { Call } from "./method.ts";

const DELETABLE_S = 48 * 3600;

/** Its own messages for 48 hours; others' with the right to, which has no such limit. */
export function deleteMessage({ state, bot, params }: Call): true {
  const chat = writableChat(state, bot, params);
  const stored = findMessage(chat, params);
  if (!stored) throw refusals.noMessageToDelete();
  const fresh = unixTime(state) - stored.message.date <= DELETABLE_S;
  const own = stored.author === bot.user.id || chat.type === "private";
  if (!(own && fresh) && !hasRight(chat, bot.user.id, "can_delete_messages")) throw refusals.cannotDelete();
  chat.messages.delete(stored.id);
  if (chat.pinned === stored.id) chat.pinned = null;
  return true;
}
