/** What became of each finding from audit to audit: open → accepted → fixed, orphaned or deprecated. Only the system closes. */
import { ended } from "./acceptance.ts";
import type { Acceptance } from "./acceptance.ts";
import type { AuditReport } from "./audit.ts";
import type { Facts } from "./facts.ts";
import type { Finding, SubjectKind } from "./finding.ts";
import type { Severity } from "./severity.ts";

export type Status = "open" | "accepted" | "fixed" | "orphaned" | "deprecated";

/** Times are milliseconds since the epoch. */
export interface Tracked {
  fingerprint: string;
  rule: string;
  subject: { kind: SubjectKind; id: string };
  object: { kind: SubjectKind; id: string } | null;
  /** Channels that the finding was about; closed only when they could be judged again, or are gone. */
  channels: string[];
  severity: Severity;
  status: Status;
  firstSeen: number;
  lastSeen: number;
  closedAt: number | null;
  acceptance: Acceptance | null;
  /** There when the workspace was audited for the first time: dated debt, not news. */
  baseline: boolean;
  /** As of the last look at it. */
  facts?: Facts | null;
  /** Why it is open again; null or missing when it never was anything else. */
  reopened?: Reopened | null;
}

/** It had been closed or accepted before. */
export interface Reopened {
  at: number;
  why: "came-back" | "expired" | "worse" | "outgrown" | "changed" | "withdrawn";
  /** When it had been closed; null when it was only accepted. */
  closedAt: number | null;
  acceptance: Acceptance | null;
}

export interface Happening {
  fingerprint: string;
  what:
    | "new"
    | "reopened"
    | "acceptance-expired"
    | "acceptance-worse"
    | "acceptance-outgrown"
    | "changed"
    | "fixed"
    | "orphaned"
    | "deprecated";
  /** The acceptance that ended, for the card that says who had accepted it and why. */
  acceptance: Acceptance | null;
  /** For `changed`: the finding that this one was before its facts changed. */
  was?: string;
}

export interface Tracking {
  tracked: Tracked[];
  happenings: Happening[];
}

/**
 * `previous` is everything ever tracked in this workspace, null when it was never looked at; `known` the rules of this
 * version; `factsOf` what each finding stands on now.
 */
export function track(
  previous: Tracked[] | null,
  report: AuditReport,
  known: readonly { id: string }[],
  factsOf: (finding: Finding) => Facts | null = () => null,
): Tracking {
  const now = report.at;
  const before = previous ?? [];
  const happenings: Happening[] = [];
  const happened = (
    fingerprint: string,
    what: Happening["what"],
    acceptance: Acceptance | null = null,
    was?: string,
  ): void => {
    happenings.push({ fingerprint, what, acceptance, ...(was === undefined ? {} : { was }) });
  };
  const old = new Map(before.map((one) => [one.fingerprint, one]));
  const seen = report.findings.map((finding): Tracked => {
    const was = old.get(finding.fingerprint);
    const facts = factsOf(finding);
    if (was === undefined) {
      const sibling = before.find(
        (one) => isLive(one) && samePlace(one, finding) && !stillThere(one, report),
      );
      const fresh = { ...start(finding, now, previous === null), facts };
      if (sibling === undefined) {
        happened(finding.fingerprint, "new");
        return fresh;
      }
      const { acceptance, firstSeen, baseline } = sibling;
      happened(finding.fingerprint, "changed", acceptance, sibling.fingerprint);
      const again: Reopened | null = acceptance && { at: now, why: "changed", closedAt: null, acceptance };
      return { ...fresh, firstSeen, baseline, reopened: again ?? sibling.reopened ?? null };
    }
    const still = {
      ...was,
      severity: finding.severity,
      channels: finding.channels ?? [],
      lastSeen: now,
      closedAt: null,
      facts,
    };
    const { acceptance, closedAt } = was;
    if (!isLive(was)) {
      happened(finding.fingerprint, "reopened", acceptance);
      const reopened: Reopened = { at: now, why: "came-back", closedAt, acceptance };
      return { ...still, status: "open", acceptance: null, reopened };
    }
    const over = acceptance === null ? null : ended(acceptance, finding.severity, now, facts);
    if (over === null) return { ...still, status: acceptance === null ? "open" : "accepted" };
    happened(finding.fingerprint, `acceptance-${over}`, acceptance);
    const reopened: Reopened = { at: now, why: over, closedAt: null, acceptance };
    return { ...still, status: "open", acceptance: null, reopened };
  });

  const gone = before
    .filter((one) => !stillThere(one, report))
    .map((one): Tracked => {
      const status = isLive(one) ? whyGone(one, report, known) : null;
      if (status === null) return one;
      happened(one.fingerprint, status);
      return { ...one, status, closedAt: now };
    });
  return { tracked: [...seen, ...gone], happenings };
}

/** What a report says beside each of its findings. */
export interface FindingState {
  /** By which people find it again; missing where nobody keeps track of it. */
  id?: string;
  /** Who takes care of it. */
  assignee?: string | null;
  status: "open" | "accepted";
  /** When it was first seen, in milliseconds since the epoch. */
  since: number;
  baseline: boolean;
  acceptance: Acceptance | null;
  reopened: Reopened | null;
}

/** By fingerprint; only what is open or accepted has a place in a report. */
export function statesOf(tracked: Tracked[]): Record<string, FindingState> {
  return Object.fromEntries(
    tracked.flatMap(({ fingerprint, status, firstSeen: since, baseline, acceptance, reopened = null }) =>
      status === "open" || status === "accepted"
        ? [[fingerprint, { status, since, baseline, acceptance, reopened }]]
        : [],
    ),
  );
}

/** Null: nobody could look, so nothing is said about it. */
function whyGone(
  one: Tracked,
  report: AuditReport,
  known: readonly { id: string }[],
): "fixed" | "orphaned" | "deprecated" | null {
  const { seen } = report;
  if (!known.some((rule) => rule.id === one.rule)) return "deprecated";
  if (report.coverage.skippedRules.some((skipped) => skipped.rule === one.rule)) return null;
  for (const about of [one.subject, one.object]) {
    if (about === null) continue;
    if (about.kind === "agent" && !seen.agents.includes(about.id)) return "orphaned";
    if (about.kind === "role" && !seen.roles.includes(about.id)) return "orphaned";
    if (about.kind === "channel" && !seen.channels.includes(about.id))
      return seen.hidden.includes(about.id) ? null : "orphaned";
  }
  return one.channels.some((id) => seen.hidden.includes(id)) ? null : "fixed";
}

function start(finding: Finding, now: number, baseline: boolean): Tracked {
  const { fingerprint, rule, subject, object, severity } = finding;
  return {
    fingerprint,
    rule,
    subject: { kind: subject.kind, id: subject.id },
    object: object === undefined ? null : { kind: object.kind, id: object.id },
    channels: finding.channels ?? [],
    severity,
    status: "open",
    firstSeen: now,
    lastSeen: now,
    closedAt: null,
    acceptance: null,
    baseline,
  };
}

function isLive(one: Tracked): boolean {
  return one.status === "open" || one.status === "accepted";
}

function stillThere(one: Tracked, report: AuditReport): boolean {
  return report.findings.some((finding) => finding.fingerprint === one.fingerprint);
}

/** The same rule about the same things, with other facts: what was accepted then is not what is there now. */
function samePlace(one: Tracked, finding: Finding): boolean {
  return (
    one.rule === finding.rule &&
    one.subject.kind === finding.subject.kind &&
    one.subject.id === finding.subject.id &&
    one.object?.id === finding.object?.id
  );
}
