/**
 * The rules that Discord applies on top of the bit arithmetic: implied denials, threads, timeouts, quarantine. What is left of a mask
 * depends on the kind of channel, on the member's limits, and on three signs in the mask itself: a look-up in a small table.
 * Every rule is monotone (more bits in, never fewer out), which is why a lower and an upper mask may go through separately (permissions.ts).
 *
 * Sources: facts/discord.md section 3 (Discord docs: Permissions, "Implicit Permissions", "Inherited Permissions (Threads)",
 * "Permissions for Timed Out Members").
 */
import { KNOWN, flags } from "./flags.ts";
import { type Lanes, lanesOf } from "./lanes.ts";
import type { Member } from "./snapshot.ts";

/** Kinds of channel that differ in the rules. */
export const kind = { text: 0, voice: 1, thread: 2, privateThread: 3 } as const;

/** The signs in a mask, added up: sees the channel, may write in it, may enter it (voice and stage). */
const SEES = 1;
const WRITES = 2;
const ENTERS = 4;
const SIGNS = 8;
const LIMITS = 3;

/** What a mask with every bit shows in any channel. */
export const allSigns = SEES | WRITES | ENTERS;

/** What writing takes with it when it is missing. */
export const NEEDS_WRITING =
  flags.MENTION_EVERYONE | flags.SEND_TTS_MESSAGES | flags.ATTACH_FILES | flags.EMBED_LINKS;

/** What a timed-out member keeps. */
const TIMED_OUT = flags.VIEW_CHANNEL | flags.READ_MESSAGE_HISTORY;

/** AutoMod quarantine for a username (1<<7) or a guild tag (1<<10): as a timeout, but the name may be corrected (userdoccers). */
const QUARANTINED = TIMED_OUT | flags.CHANGE_NICKNAME;
const QUARANTINE_FLAGS = (1 << 7) | (1 << 10);

/** 0 none, 1 quarantined, 2 timed out. A timeout that ends exactly at `at` is over ("> now" in the docs). */
export function limitsOf(member: Member, at: Date): 0 | 1 | 2 {
  if (member.timeoutUntil !== null && member.timeoutUntil.getTime() > at.getTime()) return 2;
  return (member.flags & QUARANTINE_FLAGS) !== 0 ? 1 : 0;
}

/**
 * What is left of a mask that shows these signs.
 * - Without VIEW_CHANNEL nothing, server-wide bits included: those are a question to the guild level.
 * - Voice and stage without CONNECT: only VIEW_CHANNEL. The docs let it remove "other permissions such as managing the channel", but
 *   seeing that the channel exists does not depend on it, and calling it invisible would be a false "safe".
 * - Without writing no mass mention, text-to-speech, attachment or embed.
 * - Threads don't inherit SEND_MESSAGES; SEND_MESSAGES_IN_THREADS is what writing means there.
 */
function leftOf(universe: bigint, channel: number, signs: number): bigint {
  if ((signs & SEES) === 0) return 0n;
  if (channel === kind.voice && (signs & ENTERS) === 0) return flags.VIEW_CHANNEL;
  const inherited = channel >= kind.thread ? universe & ~flags.SEND_MESSAGES : universe;
  return (signs & WRITES) === 0 ? inherited & ~NEEDS_WRITING : inherited;
}

/**
 * What is left, for every kind of channel, limits and signs: at `keepRow`. Timeouts look at the mask before any rule took something
 * away: one takes CONNECT away without locking the member out of a voice channel's history, so the two are masks to be combined.
 */
export function keepTable(universe: bigint, words: number): Lanes {
  return universe === KNOWN ? (usual ??= tableOf(universe, words)) : tableOf(universe, words);
}

/** Hardly a guild shows a bit that isn't documented. */
let usual: Lanes | null = null;

function tableOf(universe: bigint, words: number): Lanes {
  const masks: bigint[] = [];
  for (const channel of Object.values(kind))
    for (const limit of [universe, QUARANTINED, TIMED_OUT])
      for (let signs = 0; signs < SIGNS; signs++) masks.push(leftOf(universe, channel, signs) & limit);
  return lanesOf(masks, words);
}

/** Where a kind's and a member's part of the table begins; the signs are added to it. */
export const keepRow = (channel: number, limits: number): number => (channel * LIMITS + limits) * SIGNS;

/** Reads the signs out of the two low words of a mask. VIEW_CHANNEL and SEND_MESSAGES are neighbours: bits 10 and 11. */
export function signsOf(channel: number, low: number, high: number): number {
  if (channel >= kind.thread) return ((low >>> 10) & SEES) | ((high >>> (38 - 32 - 1)) & WRITES);
  const signs = (low >>> 10) & (SEES | WRITES);
  return channel === kind.voice ? signs | ((low >>> (20 - 2)) & ENTERS) : signs;
}
