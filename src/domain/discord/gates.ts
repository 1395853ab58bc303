/**
 * The rules that Discord applies on top of the bit arithmetic: implied denials, threads, timeouts, quarantine.
 * Each is a gate: a look at the computed mask that decides which bits of it survive. All gates are monotone (more bits in, never
 * fewer out), which is why a lower and an upper mask may go through them separately (permissions.ts).
 *
 * Sources: facts/discord.md section 3 (Discord docs: Permissions, "Implicit Permissions", "Inherited Permissions (Threads)",
 * "Permissions for Timed Out Members").
 */
import { flags } from "./flags.ts";
import { type Lanes, lanesOf } from "./lanes.ts";
import type { Member } from "./snapshot.ts";

/**
 * `closed`: no VIEW_CHANNEL, nothing is left, server-wide bits included (ask the guild level about those).
 * `outside`: voice or stage without CONNECT; only VIEW_CHANNEL is left: the docs let it remove "other permissions such as managing
 * the channel", but seeing that the channel exists does not depend on it, and calling it invisible would be a false "safe".
 * `mute`: no SEND_MESSAGES, so no mass mention, text-to-speech, attachment or embed either.
 * `threadOpen`, `threadMute`: SEND_MESSAGES is not inherited by threads; SEND_MESSAGES_IN_THREADS takes its place in the rule above.
 */
export const gate = { closed: 0, outside: 1, mute: 2, open: 3, threadMute: 4, threadOpen: 5 } as const;

/** How many gates there are: the row of (gate, limits) in the keep table is `limits * GATES + gate`. */
export const GATES = 6;

const NEEDS_SENDING =
  flags.MENTION_EVERYONE | flags.SEND_TTS_MESSAGES | flags.ATTACH_FILES | flags.EMBED_LINKS;

/** What a timed-out member keeps. */
const TIMED_OUT = flags.VIEW_CHANNEL | flags.READ_MESSAGE_HISTORY;

/** AutoMod quarantine for a username (1<<7) or a guild tag (1<<10): as a timeout, but the name may be corrected (userdoccers). */
const QUARANTINED = TIMED_OUT | flags.CHANGE_NICKNAME;
const QUARANTINE_FLAGS = (1 << 7) | (1 << 10);

/** 0 none, 1 quarantined, 2 timed out: a row of the keep table. A timeout that ends exactly at `at` is over ("> now" in the docs). */
export function limitsOf(member: Member, at: Date): 0 | 1 | 2 {
  if (member.timeoutUntil !== null && member.timeoutUntil.getTime() > at.getTime()) return 2;
  return (member.flags & QUARANTINE_FLAGS) !== 0 ? 1 : 0;
}

/**
 * Bits that survive, for every (gate, limits) pair. Both look at the mask before the other took anything away: a timeout takes CONNECT
 * away without locking the member out of a voice channel's history, so the two are masks to be combined, not steps in an order.
 */
export function keepTable(universe: bigint, words: number): Lanes {
  const gates = [
    0n,
    flags.VIEW_CHANNEL,
    universe & ~NEEDS_SENDING,
    universe,
    universe & ~NEEDS_SENDING & ~flags.SEND_MESSAGES,
    universe & ~flags.SEND_MESSAGES,
  ];
  return lanesOf(
    [universe, QUARANTINED, TIMED_OUT].flatMap((limit) => gates.map((mask) => mask & limit)),
    words,
  );
}
