import { noteChange } from "../../use-cases/note-change.ts";
import { inSetup } from "./choose.ts";
import type { Press } from "./press.ts";

/** A group that somebody picked: we were added to it by that, and its people set it up here. */
export const setupGroup: Press = {
  verb: "setup-group",
  async run(ctx, event) {
    const [workspace] = event.values ?? [];
    if (workspace === undefined || !/^-\d{1,20}$/.test(workspace)) return;
    await inSetup(ctx, event, workspace, async ({ platform }) => {
      // Telegram tells of being added too, but not in which order; and in a group that we were in already it doesn't.
      const title = event.names?.[workspace] ?? null;
      await noteChange(ctx, { platform, workspace, title, what: "joined", bots: [] });
      return { pickers: true };
    });
  },
};
