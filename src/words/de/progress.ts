/** Was dasteht, solange etwas länger dauert. */
import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { progress as en } from "../en/progress.ts";

const counting = countingIn("de");

export const progress: Same<typeof en> = {
  title: "Ich sehe nach …",
  started: "Das dauert einen Moment. Ich sehe mir jeden Bot hier an, einen nach dem anderen.",
  bots: (done: number, total: number) =>
    `${counting.number(done)} von ${counting.number(total)} Bots angesehen.`,
  cancel: "Abbrechen",
  cancelled: {
    title: "Abgebrochen",
    text: "Ich sehe nicht weiter nach. Nichts wurde beurteilt, und nichts hat sich geändert.",
  },
  over: "Das ist schon vorbei, es gab nichts abzubrechen.",
  notYours: "Danach hat jemand anderes gefragt.",
  done: { title: "Fertig", text: "Der Bericht steht im Kanal." },
};
