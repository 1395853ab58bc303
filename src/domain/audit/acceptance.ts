/** Living with a finding for a while: with a reason, an end, and for the bad ones a second pair of eyes. */
import { outgrew, type Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { rank } from "./severity.ts";
import type { Severity } from "./severity.ts";

export const reasons = {
  needed: "It needs this for now",
  compensated: "Something else makes up for it",
  "false-alarm": "The finding is wrong",
  "being-fixed": "It is being fixed",
} as const;

export type Reason = keyof typeof reasons;

/** What somebody wishes. Times are milliseconds since the epoch. */
export interface Wish {
  /** Null: only in their own words. */
  reason: Reason | null;
  /** Why, in their own words; never empty. */
  note: string;
  until: number;
  /** Who asks: `discord:USER` or `telegram:USER`, with every account linked to the same person. */
  by: string[];
  /** What they are called there. */
  name: string;
}

export interface Acceptance {
  reason: Reason | null;
  note: string;
  until: number;
  by: string;
  name: string;
  at: number;
  /** It ends by itself when the finding becomes worse than this. */
  severity: Severity;
  /** And when there is more to accept than this; null where nothing was known. */
  facts: Facts | null;
}

export type AcceptanceRefusal = "no-note" | "in-the-past" | "too-long" | "needs-somebody-else" | "not-open";

export type Accepting = { ok: true; acceptance: Acceptance } | { ok: false; why: AcceptanceRefusal };

const day = 24 * 60 * 60 * 1000;

export const longestMs = 180 * day;

/** What a button offers: a month for the bad ones, a quarter for the rest. */
export function usualTermMs(severity: Severity): number {
  return (rank(severity) >= rank("high") ? 30 : 90) * day;
}

/** `owner` is the person who answers for the agent, as in its manifest; null when nobody is named. `facts`: as last looked at. */
export function accept(
  finding: Pick<Finding, "severity">,
  wish: Wish,
  owner: string | null,
  now: number,
  facts: Facts | null = null,
): Accepting {
  const [by] = wish.by;
  if (wish.note.trim() === "") return { ok: false, why: "no-note" };
  if (wish.until <= now) return { ok: false, why: "in-the-past" };
  if (wish.until > now + longestMs) return { ok: false, why: "too-long" };
  const bad = rank(finding.severity) >= rank("high");
  if (by === undefined || (bad && owner !== null && wish.by.includes(owner)))
    return { ok: false, why: "needs-somebody-else" };
  return {
    ok: true,
    acceptance: {
      reason: wish.reason,
      note: wish.note.trim(),
      until: wish.until,
      by,
      name: wish.name,
      at: now,
      severity: finding.severity,
      facts,
    },
  };
}

/** Null while it holds; otherwise what ended it. */
export function ended(
  acceptance: Acceptance,
  severity: Severity,
  now: number,
  facts: Facts | null = null,
): "expired" | "worse" | "outgrown" | null {
  if (rank(severity) > rank(acceptance.severity)) return "worse";
  if (acceptance.facts && facts && outgrew(acceptance.facts, facts)) return "outgrown";
  return now >= acceptance.until ? "expired" : null;
}
