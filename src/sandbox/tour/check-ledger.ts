import { must, type Step } from "./step.ts";

export const checkLedger: Step = {
  title: "Everything is in the ledger, and the ledger is whole",
  async run(tour) {
    const printed = await tour.sandbox.countersign("ledger", "verify");
    tour.say(printed.trim());
    must(/\d/.test(printed), "`countersign ledger verify` counts the entries");
  },
};
