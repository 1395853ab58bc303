import type { Step } from "./step.ts";

export const power: Step = {
  title: "Pull the plug",
  why: "Machines die at the worst moment. What was decided must stay decided, once.",
  tasks: [
    {
      name: "kill",
      say: "Under “Break something”, pull the plug on Countersign.",
      met: ({ trouble }) => trouble.times("power") > 0,
      spot: () => ({ console: "power" }),
    },
    {
      name: "start",
      say: "It is gone: try a command, if you like. Then start it again.",
      met: ({ trouble }) =>
        trouble.times("power") > 0 &&
        trouble.list().every(({ id, on, busy }) => id !== "power" || (!on && !busy)),
      spot: () => ({ console: "power" }),
    },
    {
      name: "ledger",
      say: "Let Countersign check its ledger of everything that happened.",
      met: ({ desk }) => desk.has("ledger"),
      spot: () => ({ console: "ledger" }),
    },
  ],
  learned:
    "Every request, vote, decision and use is in a chain of hashes. Nothing was lost, and nothing can be edited unseen.",
};
