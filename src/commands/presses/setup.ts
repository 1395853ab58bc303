import { inSetup } from "./choose.ts";
import type { Press } from "./press.ts";

/** Set up, under the first card of a place, or one of the places offered to somebody who typed /setup. */
export const setup: Press = {
  verb: "setup",
  async run(ctx, event, [workspace = ""]) {
    await inSetup(ctx, event, workspace, async () => ({ pickers: event.on.place.workspace === null }));
  },
};
