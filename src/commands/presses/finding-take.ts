import { takeOrDrop } from "../take-or-drop.ts";
import type { Press } from "./press.ts";

/** Takes care of a finding */
export const findingTake: Press = {
  verb: "finding-take",
  run: (ctx, event, [id]) => takeOrDrop(ctx, event, id, true),
};
