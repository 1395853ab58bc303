import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import { flooding as en } from "../en/flooding.ts";

const { number } = countingIn("de");

export const flooding: Same<typeof en> = {
  // Agents read these two: English, like everything in the interface for them.
  tooOften: en.tooOften,
  paused: en.paused,
  card: {
    title: "Ein Agent fragt zu oft",
    asked: "fragt immer wieder nach",
    denials: (count) => `Die letzten ${number(count)} Male hat jemand abgelehnt.`,
    nos: (count) => `${number(count)}-mal in einer Stunde wurde es abgelehnt, oder niemand hat entschieden.`,
    until: "Ich gebe nichts davon mehr weiter bis",
    freeze: (agentId) => `Stimmt etwas nicht mit ihm, dann halte ihn ganz an: /freeze ${agentId} und warum.`,
  },
};
