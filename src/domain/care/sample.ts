/** Which messages somebody should read: chosen blindly, so that no agent knows which. */
import type { Pick } from "./duty.ts";

export interface Heard {
  /** Its account, or whatever tells agents apart. */
  agent: string;
  channel: string;
  message: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/**
 * `count` of them, no message twice; agents of whom nothing was heard are named with a moment between `from` and `to`.
 * `random`: numbers from 0 to below 1, as often as they are asked for.
 */
export function sampled(
  heard: readonly Heard[],
  agents: readonly string[],
  { count, from, to, random }: { count: number; from: number; to: number; random: () => number },
): Pick[] {
  const picks: Pick[] = shuffled(heard, random)
    .slice(0, count)
    .map(({ agent, channel, message, at }) => ({ agent, message: { channel, id: message }, at }));
  const silent = agents.filter((agent) => !heard.some((one) => one.agent === agent));
  for (const agent of shuffled(silent, random).slice(0, Math.max(0, count - picks.length)))
    picks.push({ agent, message: null, at: Math.floor(from + random() * (to - from)) });
  return picks;
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const left = [...all];
  for (let last = left.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [left[last], left[other]] = [left[other] as T, left[last] as T];
  }
  return left;
}
