/** What stands there while something takes long. */
import { countingIn } from "../counting.ts";

const counting = countingIn("en");

export const progress = {
  title: "Looking…",
  started: "This takes a moment. I look at every bot here, one after the other.",
  bots: (done: number, total: number) =>
    `${counting.number(done)} of ${counting.number(total)} bots looked at.`,
  cancel: "Cancel",
  cancelled: { title: "Cancelled", text: "I stopped looking. Nothing was judged, and nothing changed." },
  over: "That is over already, so there was nothing to cancel.",
  notYours: "Somebody else asked for this.",
  done: { title: "Done", text: "The report is in the channel." },
};
