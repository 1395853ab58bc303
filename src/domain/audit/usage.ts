/** What was proven used, and in which window. Absence proves something only where use leaves a trace and nobody looked away. */
import { flags, namesOf } from "../discord/flags.ts";
import type { Listening } from "./listening.ts";
import { say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";

/** One permission that an agent was last seen using. */
export interface Used {
  agent: string;
  permission: string;
  /** Milliseconds since the epoch. */
  last: number;
  count: number;
  /** Where, when that is known; missing for the whole workspace. */
  channel?: string;
}

export interface Usage {
  used: Used[];
  /** From when to when, in milliseconds since the epoch. */
  from: number;
  to: number;
  /** Share of the window in which nothing was missed, 0 to 1. */
  coverage: number;
  /** When what each agent holds last changed, as far as it was seen: before that nobody can have used it. */
  changed: Record<string, number>;
  /** Since when an agent's manifest gives it what it did not give before, by its id and permission: use is expected from then on. */
  declared?: Record<string, Record<string, number>>;
  /** When each agent was last seen doing anything at all, by its id; null where only logs were read, not messages. */
  lastActive: Record<string, number> | null;
  /** Where we are told that bots post, and when each bot was last heard doing so, by its id; missing where nobody asked for that. */
  listening?: Listening;
  posted?: Record<string, number>;
}

const day = 24 * 60 * 60 * 1000;

/** Null when it can be judged by; otherwise why it can't. Short windows are hints, for those who look for everything. */
export function whyNotUsable(usage: Usage | null, auditor: boolean): Phrase | null {
  if (usage === null) return say("Nothing has been recorded yet about what the bots here actually use.");
  const grade = windowGrade(usage);
  if (grade === "learning")
    return say("Only {days} days have been watched; it takes at least 14.", { days: windowDays(usage) });
  if (grade === "low" && !auditor)
    return say("Only {days} days have been watched; under 45 it is a hint (--persona auditor).", {
      days: windowDays(usage),
    });
  return null;
}

export function windowDays(usage: Usage): number {
  return Math.floor((usage.to - usage.from) / day);
}

/** Under a fortnight nobody knows anything yet; under 45 days it is a hint; never sure with gaps. */
export function windowGrade(usage: Usage): "learning" | "low" | "medium" | "high" {
  const days = windowDays(usage);
  if (days < 14) return "learning";
  if (days < 45) return "low";
  return days >= 90 && usage.coverage >= 0.9 ? "high" : "medium";
}

/** Every use of these is in Discord's audit log, with who did it. Reading, and single messages that bots delete, are not. */
export const provable =
  flags.KICK_MEMBERS |
  flags.BAN_MEMBERS |
  flags.MODERATE_MEMBERS |
  flags.MANAGE_CHANNELS |
  flags.MANAGE_ROLES |
  flags.MANAGE_NICKNAMES |
  flags.MUTE_MEMBERS |
  flags.DEAFEN_MEMBERS |
  flags.MOVE_MEMBERS |
  flags.CREATE_INSTANT_INVITE |
  flags.PIN_MESSAGES |
  flags.CREATE_GUILD_EXPRESSIONS |
  flags.CREATE_EVENTS |
  flags.CREATE_PUBLIC_THREADS |
  flags.CREATE_PRIVATE_THREADS |
  flags.SET_VOICE_CHANNEL_STATUS;

/** Tools of one trade: whoever uses one of them keeps the others. */
const together = [
  flags.KICK_MEMBERS | flags.BAN_MEMBERS | flags.MODERATE_MEMBERS,
  flags.MUTE_MEMBERS | flags.DEAFEN_MEMBERS | flags.MOVE_MEMBERS,
];

/**
 * Of these bits the ones that would have left a trace, and left none. `heard`: what a bot needs for messages in channels, where every
 * one was told to us throughout the window.
 */
export function unusedOf(usage: Usage, agent: string, bits: bigint, heard = 0n): bigint {
  const logged = loggedUnused(usage, agent, bits);
  const sends = usage.used.some(
    ({ agent: by, permission }) => by === agent && permission === "SEND_MESSAGES",
  );
  const judged = !sends && !isNewlyDeclared(usage, agent, "SEND_MESSAGES");
  return judged && (bits & flags.SEND_MESSAGES) !== 0n ? logged | (bits & heard) : logged;
}

function loggedUnused(usage: Usage, agent: string, bits: bigint): bigint {
  const names = new Set(usage.used.filter((one) => one.agent === agent).map((one) => one.permission));
  const seen = (mask: bigint): boolean => namesOf(mask).some((name) => names.has(name));
  return namesOf(bits & provable).reduce((mask, name) => {
    if (isNewlyDeclared(usage, agent, name)) return mask;
    const bit = flags[name as keyof typeof flags];
    const trade = together.find((group) => (group & bit) !== 0n) ?? bit;
    return seen(trade) ? mask : mask | bit;
  }, 0n);
}

/** The manifest began to give it within the window: nobody can have left it unused for that long. */
export function isNewlyDeclared(usage: Usage, agent: string, permission: string): boolean {
  return (usage.declared?.[agent]?.[permission] ?? 0) > usage.from;
}
