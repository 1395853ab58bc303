/** Findings about one bot that one fix closes together: one emergency a root cause. */
import type { Finding } from "./finding.ts";
import type { Change } from "./remedy.ts";
import { capped } from "./severity.ts";

/**
 * Worst first in. A finding whose remedy is part of the remedy of a worse finding about the same subject is put under
 * that one, and is at most high when that one is critical.
 */
export function collapse(findings: Finding[]): Finding[] {
  const roots = new Map<string, Finding[]>();
  return findings.map((finding) => {
    const subject = `${finding.subject.kind} ${finding.subject.id}`;
    const others = roots.get(subject) ?? [];
    const root = others.find((other) => covers(other.remedy.changes, finding.remedy.changes));
    if (root === undefined) {
      roots.set(subject, [...others, finding]);
      return finding;
    }
    const severity = root.severity === "critical" ? capped(finding.severity, "high") : finding.severity;
    return { ...finding, under: root.fingerprint, severity };
  });
}

function covers(done: Change[], wanted: Change[]): boolean {
  return wanted.length > 0 && wanted.every((change) => done.some((other) => reaches(other, change)));
}

function reaches(done: Change, wanted: Change): boolean {
  if (done.op === "remove-member") return whom(wanted) === done.member;
  if (done.op === "set-rights" && wanted.op === "set-rights")
    return done.member === wanted.member && done.rights.every((right) => wanted.rights.includes(right));
  return JSON.stringify(done) === JSON.stringify(wanted);
}

function whom(change: Change): string | null {
  if ("member" in change) return change.member;
  return "bot" in change ? change.bot : null;
}
