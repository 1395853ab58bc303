import { choose } from "./choose.ts";
import type { Press } from "./press.ts";

/** Where requests for approval, or reports, go. */
export const setupPlace: Press = {
  verb: "setup-place",
  async run(ctx, event, [workspace = "", what]) {
    if (what !== "approvals" && what !== "reports") return;
    await choose(ctx, event, workspace, ([value]) => (value === undefined ? null : { what, value }));
  },
};
