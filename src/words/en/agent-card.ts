/** The card of one agent. */
import { countingIn } from "../counting.ts";

const counting = countingIn("en");
const days = (n: number) => counting.count(n, { one: "day", other: "days" });

export const agentCard = {
  spec: "One agent: what it is for, what it holds and uses, its grade, keys and what waits",
  option: "Its name, or a bot here",
  pick: { title: "Which one?", text: "Choose a bot to look at:" },
  none: {
    title: "No bot to look at",
    text: "I know no bot here yet. Type /audit, or /setup to name one.",
  },
  undeclared: "Nobody has said what it is for.",
  purpose: "For",
  choose: "What is it for?",
  by: { manifest: "by its manifest", here: "chosen here", elsewhere: "declared in another place" },
  grade: "Grade",
  graded: (grade: string, creep: number) => `${grade} (creep ${counting.number(creep)} of 100)`,
  partly: (percent: number) => `, ${counting.number(percent)} % of it visible`,
  trend: "Trend",
  better: (before: string) => `better than ${before}, as it was `,
  worse: (before: string) => `worse than ${before}, as it was `,
  same: "the same as ",
  noTrend: "nothing to compare with yet",
  findings: "To fix",
  open: (n: number) => counting.count(n, { one: "finding", other: "findings" }),
  pending: "Waiting",
  frozen: "Frozen",
  keys: "Keys",
  noKey: "none: it can't ask for approval",
  key: (age: number, left: number) => `made ${days(age)} ago, ends in ${days(left)}`,
  keyEnded: "ended",
  moreKeys: (n: number) => `and ${counting.number(n)} more`,
  usesHeading: "Proven in use",
  use: (times: number) => counting.count(times, { one: "time", other: "times" }),
  last: ", last ",
  noUses: "Nothing that leaves a trace has been seen yet.",
  freeze: "Freeze",
  audit: "Its findings",
  look: "Look",
  declared: "That holds now.",
  waits: "Somebody else has to agree, because it may hold more then. I have asked where approvals go.",
};
