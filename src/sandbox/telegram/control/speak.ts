/** People write: text, replies, edits, and the Start button. */
import { deliverMessage } from "../deliver.ts";
import { announceBlocking } from "../membership.ts";
import { postMessage } from "../post.ts";
import { hasRight, isPermitted } from "../rights.ts";
import type { Chat, State } from "../state.ts";
import { unixTime } from "../state.ts";
import { withFoundEntities } from "../text.ts";
import type { Id } from "../world.ts";
import { numericId } from "../world.ts";
import { chatOf, messageFor } from "./place.ts";
import { ControlRefused, notAllowed } from "./refused.ts";

export interface TypeOptions {
  replyTo?: Id;
  topic?: Id;
}

/** Returns the new message's id. */
export function type(state: State, person: number, chatId: Id, text: string, options: TypeOptions): string {
  const chat = chatOf(state, person, chatId);
  if (text.trim() === "") throw new ControlRefused("MESSAGE_EMPTY", "there is nothing to send");
  if (!maySend(chat, person)) throw notAllowed.write();
  if (chat.private?.blocked) throw new ControlRefused("YOU_BLOCKED_USER", "this person has blocked the bot");
  if (chat.private) chat.private.started = true;
  const answered = options.replyTo === undefined ? null : messageFor(chat, person, options.replyTo);
  const topic =
    options.topic === undefined ? (answered?.message.message_thread_id ?? null) : numericId(options.topic);
  if (topic !== null && chat.forum && !chat.topics.has(topic))
    throw new ControlRefused("TOPIC_ID_INVALID", "there is no such topic");
  const stored = postMessage(state, chat, person, {
    content: textContent(text),
    replyTo: answered?.id ?? null,
    topic: chat.forum ? topic : null,
  });
  return String(stored.id);
}

export function edit(state: State, person: number, chatId: Id, messageId: Id, text: string): void {
  const chat = chatOf(state, person, chatId);
  const stored = messageFor(chat, person, messageId);
  if (stored.author !== person) throw notAllowed.notTheirs();
  const { entities: _old, ...rest } = stored.message;
  stored.message = { ...rest, ...textContent(text), edit_date: unixTime(state) };
  deliverMessage(state, chat, stored, true);
}

/** Opening `t.me/<bot>?start=<payload>` and pressing Start; also unblocks. */
export function startBot(state: State, person: number, botId: Id, payload: string | undefined): string {
  if (payload !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(payload))
    throw new ControlRefused("START_PARAM_INVALID", "a start payload is 1–64 of A-Z a-z 0-9 _ -");
  unblock(state, person, botId);
  return type(state, person, botId, payload ? `/start ${payload}` : "/start", {});
}

export function block(state: State, person: number, botId: Id): void {
  setBlocked(state, person, botId, true);
}

export function unblock(state: State, person: number, botId: Id): void {
  setBlocked(state, person, botId, false);
}

function setBlocked(state: State, person: number, botId: Id, blocked: boolean): void {
  const chat = chatOf(state, person, botId);
  if (!chat.private || chat.private.blocked === blocked) return;
  chat.private.blocked = blocked;
  announceBlocking(state, chat.private, blocked);
}

export function appLanguage(state: State, person: number, tag: string): void {
  const known = state.people.get(person);
  if (known) known.user = { ...known.user, language_code: tag };
}

function maySend(chat: Chat, person: number): boolean {
  if (chat.type === "private") return true;
  if (chat.type === "channel") return hasRight(chat, person, "can_post_messages");
  return isPermitted(chat, person, "can_send_messages");
}

function textContent(raw: string) {
  const { text, entities } = withFoundEntities({ text: raw.trim(), entities: [] });
  return { text, ...(entities.length > 0 && { entities }) };
}
