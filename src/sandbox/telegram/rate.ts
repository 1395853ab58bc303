/** Telegram lets a bot send about 20 messages a minute to one group. Off unless a test turns it on. */
import { Refusal } from "./errors.ts";
import type { Chat, State } from "./state.ts";

const MINUTE_MS = 60_000;

/** Counts one message or edit to a group against the limit, or refuses it with the seconds to wait. */
export function countAgainstRate(state: State, bot: number, chat: Chat): void {
  if (state.messagesPerMinute === null || chat.private) return;
  const key = `${bot}:${chat.key}`;
  const now = state.now();
  const recent = (state.sent.get(key) ?? []).filter((at) => now - at < MINUTE_MS);
  state.sent.set(key, recent);
  const [oldest = now] = recent;
  if (recent.length >= state.messagesPerMinute) {
    const wait = Math.max(1, Math.ceil((oldest + MINUTE_MS - now) / 1000));
    throw new Refusal(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
  }
  recent.push(now);
}
