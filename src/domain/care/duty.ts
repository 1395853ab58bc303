/** What people do again and again so that agents stay safe: how often, who is reminded when, and what its card knows. */
import type { Rhythm } from "./cadence.ts";

export const dutyKinds = ["usage", "sample", "review", "rotation", "drill", "digest"] as const;
export type DutyKind = (typeof dutyKinds)[number];

const DAY = 86_400_000;

interface Duty {
  rhythm: Rhythm;
  /** Days after which somebody is reminded, and after which silence is a finding. None: it is only for reading. */
  remindAfter: number[];
  escalateAfter: number | null;
}

export const dutyOf: Readonly<Record<DutyKind, Duty>> = {
  usage: { rhythm: "daily", remindAfter: [], escalateAfter: null },
  sample: { rhythm: "weekly", remindAfter: [3], escalateAfter: null },
  review: { rhythm: "monthly", remindAfter: [3, 7], escalateAfter: 14 },
  rotation: { rhythm: "quarterly", remindAfter: [7, 14], escalateAfter: null },
  drill: { rhythm: "quarterly", remindAfter: [7, 14], escalateAfter: null },
  digest: { rhythm: "weekly", remindAfter: [], escalateAfter: null },
};

/** When somebody has to hear of it again, or of the silence; null when never. After days away that is once, not for each. */
export function nextStep(kind: DutyKind, dueAt: number, now: number): number | null {
  const { remindAfter, escalateAfter } = dutyOf[kind];
  const steps = [...remindAfter, ...(escalateAfter === null ? [] : [escalateAfter])];
  const ahead = steps.map((days) => dueAt + days * DAY).filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** "Later" moves a reminder, and never the day on which silence becomes a finding. */
export function postponed(kind: DutyKind, dueAt: number, now: number): number {
  const { escalateAfter } = dutyOf[kind];
  const later = now + 2 * DAY;
  return escalateAfter === null ? later : Math.min(later, Math.max(now, dueAt + escalateAfter * DAY));
}

/** Nobody answered for so long that it is a finding from now on. */
export function isEscalated(kind: DutyKind, dueAt: number, now: number): boolean {
  const { escalateAfter } = dutyOf[kind];
  return escalateAfter !== null && now >= dueAt + escalateAfter * DAY;
}

export const decisions = ["keep", "trim", "remove"] as const;
export type Decision = (typeof decisions)[number];

export interface Reviewed {
  id: string;
  name: string;
  grade: string;
  /** How many are open. */
  findings: number;
  decision: { what: Decision; by: string; name: string; at: number } | null;
}

/** One message to read: linked where we heard that it was posted, otherwise only whose and around when. */
export interface Pick {
  agent: string;
  message: { channel: string; id: string } | null;
  /** In milliseconds since the epoch. */
  at: number;
}

/** What a duty's card is made of; plain data. Names are somebody else's words. */
export type DutyBody =
  | { kind: "usage"; agents: Glance[]; more: number }
  | { kind: "sample"; picks: Pick[] }
  | { kind: "review"; agents: Reviewed[]; escalated: boolean }
  | { kind: "rotation"; agents: string[] }
  | { kind: "drill"; evidence: string | null }
  | { kind: "digest"; digest: Digest };

/** One agent's last day. */
export interface Glance {
  id: string;
  name: string;
  asked: number;
  denied: number;
  /** Things that the platform's log shows. */
  did: number;
  /** The middle one of the 28 days before, of both together; null before there are enough days. */
  usual: number | null;
}

/** A week so far. */
export interface Digest {
  /** Milliseconds since the epoch. */
  from: number;
  narrowed: number;
  found: number;
  fixed: number;
  accepted: number;
  open: number;
  /** Acceptances that end soon: what they are about, and when. */
  ending: { title: string; subject: string; until: number }[];
  decided: number;
  denied: number;
  /** Half of the decisions came sooner; null without any. */
  medianMs: number | null;
  /** Grades that are others than a week ago. */
  grades: { name: string; was: string; is: string }[];
  /** What was not said because there was enough that day. */
  waited: { widened: number; reopened: { title: string; subject: string }[] };
}

/** Far more than usual, and enough to be worth a look. */
export function isUnusual({ asked, did, usual }: Glance): boolean {
  return usual !== null && asked + did >= 10 && asked + did > 3 * Math.max(1, usual);
}

export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
