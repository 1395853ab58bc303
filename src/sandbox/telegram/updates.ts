/** A bot's update queue: what is kept for it, what it asked to get, and how getUpdates takes from it. */
import type { TelegramUpdate } from "@gramio/types";
import { refusals } from "./errors.ts";
import type { Refusal } from "./errors.ts";

export type UpdateKind = Exclude<keyof TelegramUpdate, "update_id">;
/** One update, before it gets its number. */
export type UpdateBody = Omit<TelegramUpdate, "update_id">;

/** A callback query waits 150 s for the bot, everything else a day. */
const CALLBACK_LIFE_MS = 150_000;
const LIFE_MS = 24 * 3_600_000;
const MAX_TIMEOUT_S = 50;
const KEPT = 20;

const KINDS: UpdateKind[] = [
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "business_connection",
  "business_message",
  "edited_business_message",
  "deleted_business_messages",
  "guest_message",
  "message_reaction",
  "message_reaction_count",
  "inline_query",
  "chosen_inline_result",
  "callback_query",
  "shipping_query",
  "pre_checkout_query",
  "purchased_paid_media",
  "poll",
  "poll_answer",
  "my_chat_member",
  "chat_member",
  "chat_join_request",
  "chat_boost",
  "removed_chat_boost",
  "managed_bot",
];

/** Not sent unless asked for by name. */
const NOT_BY_DEFAULT = new Set<string>(["chat_member", "message_reaction", "message_reaction_count"]);

export interface Inbox {
  /** Null: the default set. Stored on the server and applied when an update is created. */
  allowed: UpdateKind[] | null;
  waiting: { update: TelegramUpdate; at: number }[];
  nextId: number;
  /** The last ones that were confirmed. */
  confirmed: { update: TelegramUpdate; at: number }[];
  /** How many polls will be answered as if the last confirmations had been lost, and how many in another order. */
  forgetful: number;
  disorderly: number;
  poll: { wake: () => void; terminate: (why: Refusal) => void } | null;
  webhook: Webhook | null;
}

export interface Webhook {
  url: string;
  secret: string | null;
  maxConnections: number;
  lastError: { at: number; words: string } | null;
  /** Called when there may be something to deliver. */
  kick: () => void;
  stop: () => void;
}

export function createInbox(firstId: number): Inbox {
  return {
    allowed: null,
    waiting: [],
    nextId: firstId,
    confirmed: [],
    forgetful: 0,
    disorderly: 0,
    poll: null,
    webhook: null,
  };
}

export function wants(inbox: Inbox, kind: string): boolean {
  return inbox.allowed ? inbox.allowed.some((one) => one === kind) : !NOT_BY_DEFAULT.has(kind);
}

/** Only an explicit entry in `allowed_updates` brings `chat_member`. */
export function enqueue(inbox: Inbox, body: UpdateBody, at: number): void {
  const kind = Object.keys(body)[0] ?? "";
  if (!wants(inbox, kind)) return;
  inbox.waiting.push({ update: { update_id: inbox.nextId++, ...body }, at });
  inbox.poll?.wake();
  inbox.webhook?.kick();
}

/** Left out keeps what was set before; a list without one known name, such as an empty one, brings the default back. */
export function setAllowed(inbox: Inbox, allowed: unknown[] | undefined): void {
  if (!allowed) return;
  const known = KINDS.filter((kind) => allowed.includes(kind));
  inbox.allowed = known.length === 0 ? null : known;
}

export function dropExpired(inbox: Inbox, now: number): void {
  inbox.waiting = inbox.waiting.filter(
    ({ update, at }) => now - at < (update.callback_query ? CALLBACK_LIFE_MS : LIFE_MS),
  );
}

/** Drops what a positive offset confirms; a negative one keeps only so many from the end. */
function confirm(inbox: Inbox, offset: number): void {
  if (offset < 0) inbox.waiting = inbox.waiting.slice(offset);
  else if (offset > 0) {
    const done = inbox.waiting.filter(({ update }) => update.update_id < offset);
    inbox.confirmed = [...inbox.confirmed, ...done].slice(-KEPT);
    inbox.waiting = inbox.waiting.filter(({ update }) => update.update_id >= offset);
  }
}

/** What was confirmed last is there again: the confirmation never arrived. */
function forget(inbox: Inbox): void {
  inbox.forgetful -= 1;
  inbox.waiting = [...inbox.confirmed.splice(0), ...inbox.waiting];
}

export interface Poll {
  offset: number;
  limit: number;
  /** Seconds. */
  timeout: number;
  /** Aborted when the client hangs up. */
  signal: AbortSignal;
}

/** The newest poller wins; the older one is refused with 409. */
export async function takeUpdates(inbox: Inbox, poll: Poll, now: () => number): Promise<TelegramUpdate[]> {
  if (inbox.webhook) throw refusals.webhookActive();
  inbox.poll?.terminate(refusals.otherPoller());
  if (inbox.forgetful > 0) forget(inbox);
  else confirm(inbox, poll.offset);
  const batch = () => {
    dropExpired(inbox, now());
    const updates = inbox.waiting.slice(0, poll.limit).map(({ update }) => update);
    if (updates.length < 2 || inbox.disorderly === 0) return updates;
    inbox.disorderly -= 1;
    return updates.reverse();
  };
  const timeout = Math.min(Math.max(poll.timeout, 0), MAX_TIMEOUT_S);
  if (timeout === 0 || batch().length > 0) return batch();
  await new Promise<void>((resolve, reject) => {
    const finish = (then: () => void) => {
      clearTimeout(timer);
      if (inbox.poll === mine) inbox.poll = null;
      then();
    };
    const mine = {
      wake: () => finish(resolve),
      terminate: (why: Refusal) => finish(() => reject(why)),
    };
    const timer = setTimeout(mine.wake, timeout * 1000);
    if (poll.signal.aborted) mine.wake();
    poll.signal.addEventListener("abort", mine.wake);
    inbox.poll = mine;
  });
  return batch();
}
