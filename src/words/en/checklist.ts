/** The checklist: what is known of each item, on what grounds, and what people say about it. */
import type { WordRefusal } from "../../domain/audit/attestation.ts";
import type { State } from "../../domain/care/checklist.ts";
import type { Inline } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";

const counting = countingIn("en");

export const checklist = {
  spec: "The ten checks before an agent goes to work: what is known, who said so, what is due",
  title: (workspace: string) => `Checklist of ${workspace}`,
  intro: (settled: number, total: number) =>
    `${counting.number(settled)} of ${counting.count(total, { one: "check", other: "checks" })} settled. What nobody knows counts as open. Never write a key, a token or a prompt in here.`,
  agents: (settled: number, total: number) =>
    `${counting.number(settled)} of ${counting.count(total, { one: "agent", other: "agents" })}`,
  noAgents: "no agent was found here yet: type /audit",
  open: (number: number) => `Open ${number}`,
  openNamed: (name: string) => `Open ${name}`,
  page: (page: number, pages: number) => `Page ${page} of ${pages}.`,
  earlier: "Back",
  more: "More",
  all: "All ten checks",
  state: {
    verified: "seen to be so",
    told: "so by its own report",
    attested: "confirmed",
    waits: "waits for a second person",
    overdue: "overdue",
    open: "open",
  } satisfies Record<State, string>,
  fields: {
    state: "State",
    about: "About",
    because: "What I know",
    rung: "How it is known",
    until: "Holds until",
    word: "Last word",
    evidence: "They looked at",
  },
  rung: {
    automatic: "seen by Countersign itself",
    report: "the agent's own report, which proves little",
    person: "a person's word",
    nothing: "nothing that counts now",
  },
  until: { never: "nothing holds now", upTo: " until ", past: " since " },
  by: (who: Inline[], second: Inline[] | null): Inline[] =>
    second ? [...who, ", and ", ...second, " agreed"] : who,
  because: {
    clean: (at: Inline): Inline[] => ["looked at ", at, ": nothing speaks against it"],
    findings: (count: number): Inline[] => [
      `${counting.count(count, { one: "open finding speaks", other: "open findings speak" })} against it: type /findings. No word outweighs that.`,
    ],
    neverLooked: (): Inline[] => ["I have not looked at it yet: type /audit"],
    partly: (percent: number): Inline[] => [
      `I can see ${counting.number(percent)} % of what I would have to see, and nothing there speaks against it`,
    ],
    undeclared: (): Inline[] => ["no manifest says what it is meant for"],
    scopeUnseen: (): Inline[] => ["Telegram shows me only the chats that I am in myself"],
    noActions: (): Inline[] => ["its manifest names no action that needs approval"],
    actions: (count: number): Inline[] => [
      `its manifest has ${counting.count(count, { one: "action that waits", other: "actions that wait" })} for approval, and none was seen done without`,
    ],
    spend: (limit: Inline, at: Inline): Inline[] => ["it reported a limit of ", limit, " ", at],
    prompt: (since: Inline): Inline[] => [
      "it reports the same prompt since ",
      since,
      ": that it is the same, not what is in it",
    ],
    tokens: (since: Inline): Inline[] => ["it reports the same token since ", since],
    duty: (at: Inline): Inline[] => ["its card was answered ", at],
    personOnly: (): Inline[] => ["only a person can tell"],
  },
  critical: "This one is serious: it counts once somebody else agrees who does not answer for the agent.",
  days: (days: number) =>
    `A word about it holds ${counting.count(days, { one: "day", other: "days" })}, then it is asked for again.`,
  buttons: { confirm: "Confirm it", agree: "I agree", revoke: "Take it back", back: "Back to the list" },
  form: {
    title: "Confirm it",
    label: "What did you look at? (no keys, no tokens)",
    revokeTitle: "Take it back",
    revokeLabel: "Why does it not hold any more?",
  },
  answer: {
    given: "Kept. It counts from now on.",
    waits: "Kept. It counts once a second person agrees: they open it here and press “I agree”.",
    agreed: "Agreed. It counts from now on.",
    revoked: "Taken back. It holds nothing any more.",
    gone: "I don't know this any more. Type /checklist for what is there now.",
    secret:
      "That looks like a key or a token, so I kept nothing. Change it now, and write only what you looked at.",
    refused: {
      "no-evidence": "Please say what you looked at: a word without that counts for nothing.",
      "in-the-past": "That end is in the past. Nothing was changed.",
      "too-long": "400 days are the most. Nothing was changed.",
      "same-person": "You gave this word yourself. Somebody else has to agree.",
      owner: "You answer for this agent, so somebody else has to agree.",
      over: "This is over already. Nothing was changed.",
    } satisfies Record<WordRefusal | "over", string>,
  },
  here: {
    title: "Which place?",
    text: "I am in no server or group that you run. Type /checklist in the one you mean.",
  },
  pick: { title: "Which one?", text: "You run several places that I am in. Choose one:" },
};
