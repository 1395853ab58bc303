/** Every sentence around single findings: their state, their cards, the list of them, and what people do about them. */
import type { AcceptanceRefusal } from "../../domain/audit/acceptance.ts";
import type { Reopened } from "../../domain/audit/lifecycle.ts";
import type { Inline } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";

const counting = countingIn("en");

const findingsCount = (n: number) => counting.count(n, { one: "finding", other: "findings" });

const show = { open: "Open", accepted: "Accepted", closed: "Closed" };

export const findings = {
  specs: {
    description: "What the audit found here: open, accepted, closed",
    show: "open, accepted or closed",
    severity: "critical, high, medium or low: these and worse ones",
    agent: "only about this bot",
  },
  list: {
    title: (workspace: string) => `Findings in ${workspace}`,
    count: (n: number, which: keyof typeof show) => `${findingsCount(n)}, ${show[which].toLowerCase()}.`,
    show,
    severity: { all: "All severities", atLeast: (severity: string) => `${severity} and worse` },
    everyBot: "Every bot",
    only: (name: string) => `Only ${name}`,
    none: {
      open: "Nothing is open that fits. What could not be seen may still be wrong: /audit says what that is.",
      accepted: "Nothing is accepted that fits.",
      closed: "Nothing was closed yet that fits.",
    },
    open: (number: number) => `Open ${number}`,
    earlier: "Back",
    more: "More",
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    never: {
      title: "Nothing to list yet",
      text: "I have not looked at this place yet. Type /audit, then ask again.",
    },
    badShow: {
      title: "I don't know that kind of finding",
      text: "Write open, accepted or closed after /findings, and critical, high, medium or low, or nothing at all.",
    },
    here: {
      title: "Nothing to list yet",
      text: "I am in no server or group that you run. Type /findings in the one whose findings you want to see.",
    },
    pick: { title: "Which one?", text: "You run several places that I am in. Choose one:" },
    /** Under a report. */
    button: "Finding by finding",
  },
  state: {
    open: (since: Inline): Inline[] => ["Open, first seen ", since],
    baseline: (since: Inline): Inline[] => ["Open, there at my first look ", since],
    accepted: (until: Inline, by: Inline[], note: Inline): Inline[] => [
      "Accepted until ",
      until,
      " by ",
      ...by,
      ": ",
      note,
    ],
    reopened: {
      "came-back": (closed: Inline): Inline[] => ["Open again: it was fixed ", closed],
      expired: (): Inline[] => ["Open again: its acceptance is over"],
      worse: (): Inline[] => ["Open again: it became worse than what was accepted"],
      outgrown: (): Inline[] => ["Open again: there is more to it now than what was accepted"],
      changed: (): Inline[] => ["Open again: the facts changed since it was accepted"],
      withdrawn: (): Inline[] => ["Open again: its acceptance was ended"],
    } satisfies Record<Reopened["why"], (closed: Inline) => Inline[]>,
    before: (by: Inline[], note: Inline): Inline[] => ["; accepted before by ", ...by, ": ", note],
    fixed: (at: Inline): Inline[] => ["Fixed, seen ", at],
    fixedBy: (at: Inline, by: Inline[], did: string): Inline[] => ["Fixed, seen ", at, ": ", ...by, " ", did],
    orphaned: (at: Inline): Inline[] => ["Over: what it was about is gone, seen ", at],
    deprecated: (at: Inline): Inline[] => ["Over: its rule was given up, ", at],
    taken: (name: Inline): Inline[] => ["taken by ", name],
  },
  card: {
    bot: "About",
    state: "State",
    assignee: "Taken by",
    nobody: "nobody yet",
    fixedTitle: (title: string) => `Fixed: ${title}`,
    overTitle: (title: string) => `Over: ${title}`,
    acceptedTitle: (title: string) => `Accepted: ${title}`,
    undescribed:
      "I have not looked at this since I began to keep descriptions. Type /audit, then open it again.",
  },
  tried: {
    lead: (at: Inline, by: Inline[] | null): Inline[] => [
      { bold: "Did not take effect" },
      ", seen ",
      at,
      ...(by ? [" (tried by ", ...by, ")"] : []),
      ": ",
    ],
    leftOn: (names: string, role: Inline | null): Inline[] =>
      role ? [`${names} is still ticked in the role `, role] : [`it still holds ${names}`],
    otherRole: (names: string, role: Inline): Inline[] => ["the role ", role, ` still grants ${names}`],
    everyone: (names: string): Inline[] => [`@everyone still grants ${names}`],
    overwrites: (names: string, channels: Inline[]): Inline[] => [
      `channel permissions still grant ${names} in `,
      ...channels,
    ],
    roleStays: (roles: Inline[]): Inline[] => ["it still has the role ", ...roles],
    channelStays: (channels: Inline[]): Inline[] => ["the permissions of ", ...channels, " are as they were"],
    elsewhere: (): Inline[] => ["the link's permissions were set in another server, and not here"],
    unexplained: (): Inline[] => [
      "everything was done, and it is still there; what is there now stands above",
    ],
    and: "; ",
  },
  buttons: {
    fix: "Open the fix",
    breaks: "What would break?",
    explain: "Explain",
    docs: "About this rule",
    accept: (days: number) => `Accept for ${days} days`,
    endAcceptance: "End the acceptance",
    take: "I take it",
    giveBack: "Give it back",
    share: "Show it to everybody",
  },
  form: {
    title: (days: number) => `Live with it for ${days} days`,
    label: "Why is that all right? (everybody reads it)",
  },
  breaks: {
    title: "What would break",
    changes: "What changes:",
    stays: "What stays:",
    undo: "The way back:",
    who: "Who can do it:",
    undoButton: "Back to today's permissions",
  },
  explain: {
    title: "Why this is a finding",
    seen: "What I saw",
    history: "What happened so far",
    steps: "Step by step",
    confidence: {
      low: "I am not sure about it.",
      medium: "I am fairly sure about it.",
      high: "I am sure about it.",
    },
  },
  docs: {
    what: "What it looks at",
    byHand: "How to fix it by hand",
    wrong: "How this can be wrong",
    standards: (ids: string) => `Aligned with ${ids}.`,
    gone: "This rule was given up. There is nothing to fix any more.",
  },
  /** What happened to a finding, one line each. */
  events: {
    new: "found",
    changed: "the facts changed",
    reopened: "came back",
    "acceptance-expired": "the acceptance ran out",
    "acceptance-worse": "it became worse than what was accepted",
    "acceptance-outgrown": "there was more to it than what was accepted",
    fixed: "fixed",
    orphaned: "what it was about is gone",
    deprecated: "the rule was given up",
    accepted: "accepted",
    withdrawn: "the acceptance was ended",
    taken: "taken",
    "given-back": "given back",
  } as Record<string, string>,
  answer: {
    gone: "I don't know this finding any more. Type /findings for what is there now.",
    accepted: "Accepted. It still counts in the grade, and it comes back by itself.",
    withdrawn: "The acceptance is over: the finding is open again.",
    notAccepted: "It is not accepted now, so there is nothing to end.",
    taken: "It is yours now.",
    givenBack: "Nobody takes care of it any more.",
    takenBy: (name: string) =>
      `${name} took it a moment ago. They can give it back, and then you can take it.`,
    closed: "This is over already: there is nothing left to do about it.",
    already: (name: string) => `${name} accepted this already.`,
    shared: "It is posted in the reports place now.",
    sharedAlready: "It is in the reports place already, and kept up to date there.",
    noPlace: "No reports place is set here, so I don't know where to show it.",
    refused: {
      "no-note": "Please say why: an acceptance without a reason counts for nothing.",
      "in-the-past": "That end is in the past. Nothing was changed.",
      "too-long": "180 days are the most. Nothing was changed.",
      "needs-somebody-else":
        "You answer for this bot, and this is serious, so somebody else has to accept it.",
      "not-open": "It is not open, so there is nothing to accept.",
    } satisfies Record<AcceptanceRefusal, string>,
  },
  report: {
    since: "Since this report",
    more: (n: number) => `and ${findingsCount(n)} more: type /findings`,
  },
  failure: {
    notConnected: "this platform is not connected any more",
    gone: "the card was deleted there, or the place no longer exists",
    unreachable: "Countersign may not write there",
    refused: "the platform refused the card",
    givenUp: "the platform kept failing",
  },
};
