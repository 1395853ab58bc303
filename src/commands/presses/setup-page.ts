import { inSetup } from "./choose.ts";
import type { Press } from "./press.ts";

/** Other bots of a place with many. */
export const setupPage: Press = {
  verb: "setup-page",
  async run(ctx, event, [workspace = "", page = "0"]) {
    await inSetup(ctx, event, workspace, async () => ({ page: Math.max(0, Math.trunc(Number(page)) || 0) }));
  },
};
