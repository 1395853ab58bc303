/** Findings about one bot that one fix closes together: one emergency a root cause. */
import type { Finding } from "./finding.ts";
import type { Change } from "./remedy.ts";
import { capped } from "./severity.ts";

interface Root {
  finding: Finding;
  changes: Set<string>;
}

/** The roots of one subject, and which of them make a change: most findings share none with any other. */
interface Roots {
  all: Root[];
  making: Map<string, Root[]>;
}

/**
 * Worst first in. A finding whose remedy is part of the remedy of a worse finding about the same subject is put under
 * that one, and is at most high when that one is critical.
 */
export function collapse(findings: Finding[]): Finding[] {
  const subjects = new Map<string, Roots>();
  // Findings about one bot share many of their changes.
  const known = new Map<Change, string>();
  const written = (change: Change): string => {
    const before = known.get(change) ?? keyOf(change);
    known.set(change, before);
    return before;
  };
  return findings.map((finding) => {
    const subject = `${finding.subject.kind} ${finding.subject.id}`;
    const roots: Roots = subjects.get(subject) ?? { all: [], making: new Map() };
    subjects.set(subject, roots);
    const { changes } = finding.remedy;
    const keys = changes.map(written);
    const same = (roots.making.get(keys[0] ?? "") ?? []).find((root) =>
      keys.every((key) => root.changes.has(key)),
    );
    const root =
      same?.finding ?? roots.all.find((other) => reachesAll(other.finding.remedy.changes, changes))?.finding;
    if (root !== undefined) {
      const severity = root.severity === "critical" ? capped(finding.severity, "high") : finding.severity;
      return { ...finding, under: root.fingerprint, severity };
    }
    const own = { finding, changes: new Set(keys) };
    // Only what can reach further than itself has to be asked again.
    if (changes.some((change) => change.op === "remove-member" || change.op === "set-rights"))
      roots.all.push(own);
    for (const key of keys) {
      const making = roots.making.get(key);
      if (making === undefined) roots.making.set(key, [own]);
      else making.push(own);
    }
    return finding;
  });
}

/** The same for the same change. Overwrites are by far the most, and quicker to spell out. */
const keyOf = (change: Change): string =>
  change.op === "set-overwrite"
    ? `${change.channel} ${change.target} ${change.kind} ${change.allow} ${change.deny}`
    : JSON.stringify(change);

/** Out of the chat, or left with fewer rights: that ends more than the change itself. */
function reachesAll(done: Change[], wanted: Change[]): boolean {
  return wanted.length > 0 && wanted.every((change) => done.some((other) => reaches(other, change)));
}

function reaches(done: Change, wanted: Change): boolean {
  if (done.op === "remove-member") return whom(wanted) === done.member;
  if (done.op !== "set-rights" || wanted.op !== "set-rights") return false;
  return done.member === wanted.member && done.rights.every((right) => wanted.rights.includes(right));
}

function whom(change: Change): string | null {
  if ("member" in change) return change.member;
  return "bot" in change ? change.bot : null;
}
