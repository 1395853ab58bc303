import { choose } from "./choose.ts";
import type { Press } from "./press.ts";

/** Who may approve what bots ask for in this place. */
export const setupApprovers: Press = {
  verb: "setup-approvers",
  async run(ctx, event, [workspace = ""]) {
    await choose(ctx, event, workspace, (values) => ({ what: "approvers", values }));
  },
};
