/** For how much of the time nothing that happened can have been missed. Times are milliseconds since the epoch. */
import type { Usage, Used } from "./usage.ts";

const DAY = 86_400_000;
/** A longer window says no more: whoever used a right within a year keeps it anyway. */
export const WINDOW_MS = 90 * DAY;
/** What was used within a year is not unused. */
const KEEP_USED_MS = 365 * DAY;

export interface Covered {
  from: number;
  to: number;
  /** Times in between that nobody can tell about, oldest first. */
  gaps: [from: number, to: number][];
}

/**
 * Everything up to `now` is known. `keptMs` is how far back the platform lets one look (Discord's log 45 days, Telegram's waiting
 * updates one): what lies before that, and after the last time, is a gap. `backMs`: how far back the first time reached.
 */
export function cover(
  before: Covered | null,
  now: number,
  { keptMs, backMs }: { keptMs: number; backMs: number },
): Covered {
  if (!before) return { from: now - backMs, to: now, gaps: [] };
  const known = now - keptMs;
  const gaps = before.gaps.filter(([, to]) => to > now - KEEP_USED_MS);
  return {
    from: before.from,
    to: Math.max(before.to, now),
    gaps: known > before.to ? [...gaps, [before.to, known]] : gaps,
  };
}

/** Share of a window that is covered, 0 to 1. */
export function coverageOf({ from, to, gaps }: Covered, window: { from: number; to: number }): number {
  const length = window.to - window.from;
  if (length <= 0) return 0;
  const within = (start: number, end: number) =>
    Math.max(0, Math.min(end, window.to) - Math.max(start, window.from));
  const missed = gaps.reduce((sum, [start, end]) => sum + within(start, end), 0);
  return Math.max(0, within(from, to) - missed) / length;
}

/** What the audit judges use by. `lastActive`: see `activityOf`. `changed`: when each agent's rights last changed. Null while nothing is covered. */
export function usageSeen(
  used: Used[],
  covered: Covered | null,
  changed: Record<string, number>,
  now: number,
  lastActive: Usage["lastActive"] = null,
): Usage | null {
  if (!covered) return null;
  const window = { from: Math.max(covered.from, now - WINDOW_MS), to: now };
  return {
    used: used.filter(({ last }) => last >= now - KEEP_USED_MS),
    ...window,
    coverage: coverageOf(covered, window),
    changed,
    lastActive,
  };
}

/**
 * When each account was last seen doing anything, of agents that are known to speak to us: by what they asked and reported here, and
 * by the log. Of others nothing is said: only logs are read, never messages, so a quiet bot may be busy answering.
 */
export function activityOf(
  accounts: { account: string; heard: number | null }[],
  used: Used[],
): Usage["lastActive"] {
  const seen = accounts.flatMap(({ account, heard }): [string, number][] => {
    if (heard === null) return [];
    const traces = used.filter(({ agent }) => agent === account).map(({ last }) => last);
    return [[account, Math.max(heard, ...traces)]];
  });
  return seen.length === 0 ? null : Object.fromEntries(seen);
}
