import { takeOrDrop } from "../take-or-drop.ts";
import type { Press } from "./press.ts";

/** Gives a finding back that somebody took care of. */
export const findingDrop: Press = {
  verb: "finding-drop",
  run: (ctx, event, [id]) => takeOrDrop(ctx, event, id, false),
};
