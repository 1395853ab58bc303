/** What people are asked to do again and again, and the week in one message. */
import type { Decision } from "../../domain/care/duty.ts";
import type { Inline } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";

const counting = countingIn("en");
const times = (n: number) => counting.count(n, { one: "time", other: "times" });

export const care = {
  title: {
    usage: (workspace: string) => `Yesterday's agents in ${workspace}`,
    sample: (workspace: string) => `Read a few messages of the agents in ${workspace}`,
    review: (workspace: string) => `Monthly review of permissions in ${workspace}`,
    rotation: (workspace: string) => `Time to change the keys of the agents in ${workspace}`,
    drill: () => "Time to restore a backup, to see that it works",
    digest: (workspace: string) => `This week in ${workspace}`,
  },
  usage: {
    line: (asked: number, denied: number, did: number) =>
      `asked ${times(asked)}, ${counting.number(denied)} denied; the log shows ${counting.count(did, { one: "action", other: "actions" })}`,
    unusual: (usual: number) => `far more than usual (${counting.number(usual)} a day)`,
    more: (n: number) => `and ${counting.count(n, { one: "more agent", other: "more agents" })}`,
    hint: "I can't see what the models cost: look at your provider's usage page too.",
  },
  sample: {
    lead: "Read them as a stranger would: does an agent do what nobody asked for, or obey somebody it should not? I keep links only, never what was written.",
    link: "this message",
    around: (at: Inline): Inline[] => ["I don't hear what it writes: read around ", at],
  },
  review: {
    lead: "Does each one still need what it may do? Keep, trim or remove: pressing changes nothing by itself, it is your word.",
    grade: (grade: string, findings: number) =>
      `grade ${grade}, ${counting.count(findings, { one: "finding", other: "findings" })}`,
    decided: (who: Inline[], at: Inline): Inline[] => [" by ", ...who, " ", at],
    decide: (name: string) => `Decide on ${name}`,
    rest: (n: number) =>
      `${counting.count(n, { one: "more agent comes", other: "more agents come" })} once these are decided.`,
    escalated: "Nobody answered for two weeks, so this is a finding now. Deciding here settles it.",
    what: { keep: "keep", trim: "trim", remove: "remove" } satisfies Record<Decision, string>,
    buttons: { keep: "Keep it", trim: "Trim its permissions", remove: "Remove it" } satisfies Record<
      Decision,
      string
    >,
    one: (name: string) => `What becomes of ${name}?`,
    hint: "/agent shows what it may do and what it used. To trim, open a finding's fix; to remove, take it out of the place by hand: I hold no such right.",
    kept: {
      keep: "Noted: it stays as it is.",
      trim: "Noted. Now do it: /agent shows what it never used, and /findings has the links.",
      remove:
        "Noted. Now remove it from this place by hand; freeze it with /freeze first if it asks for approvals.",
    } satisfies Record<Decision, string>,
  },
  rotation: {
    lead: "Reset each token on its platform, give the agent the new one, and see that it works. Then confirm it in /checklist, number 7. Never paste a token into a chat.",
    agents: "Agents",
  },
  drill: {
    lead: "Run countersign backup, then countersign restore --check with that file on another machine. Whoever runs Countersign can do it; then say here what you saw.",
  },
  buttons: { done: "Done", later: "Later", report: "Done, and this is what I saw" },
  form: { title: "The restore drill", label: "What did you see? (no keys)" },
  doneBy: (who: Inline[], at: Inline): Inline[] => ["Done by ", ...who, " ", at, "."],
  saw: "They saw",
  reminder: {
    title: (title: string) => `Still open: ${title}`,
    since: (at: Inline): Inline[] => ["Nobody answered since ", at, "."],
    card: "Open the card",
  },
  answer: {
    done: "Noted: done.",
    later: "Noted. I will ask again.",
    already: "Somebody has done this already.",
    gone: "I don't know this any more. Type /checklist for what is due now.",
    owner: "You answer for this agent, so somebody else has to decide that it stays.",
    noEvidence: "Please say what you saw: a drill without that proves nothing.",
  },
  digest: {
    since: (at: Inline): Inline[] => ["Since ", at, ". This message follows the week."],
    changes: "Changes that took power away",
    findings: "Findings",
    counts: (found: number, fixed: number, accepted: number, open: number) =>
      `${counting.number(found)} new, ${counting.number(fixed)} fixed, ${counting.number(accepted)} accepted; ${counting.number(open)} open now`,
    ending: "Acceptances that end soon",
    approvals: "Approvals",
    decisions: (decisions: number, denied: number) =>
      `${counting.count(decisions, { one: "decision", other: "decisions" })}, ${counting.number(denied)} of them a no`,
    half: (ms: number) => `half of them within ${duration(ms)}`,
    grades: "Grades that moved",
    moved: (was: string, is: string) => `${was}, now ${is}`,
    waited: "Not said on the day, because it could wait",
    widened: (n: number) =>
      `${counting.count(n, { one: "change", other: "changes" })} that gave more power: type /since`,
    until: (at: Inline): Inline[] => [" until ", at],
    quiet: "Nothing else happened so far.",
  },
};

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return counting.count(seconds, { one: "second", other: "seconds" });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return counting.count(minutes, { one: "minute", other: "minutes" });
  return counting.count(Math.round(minutes / 60), { one: "hour", other: "hours" });
}
