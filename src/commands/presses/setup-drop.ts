import { dropSetup } from "../../use-cases/choose-setup.ts";
import { setup } from "../../words/index.ts";
import { inSetup } from "./choose.ts";
import type { Press } from "./press.ts";

/** Discard: what was chosen and not finished is forgotten. */
export const setupDrop: Press = {
  verb: "setup-drop",
  async run(ctx, event, [workspace = ""]) {
    await inSetup(ctx, event, workspace, async (where) => {
      await dropSetup(ctx, where);
      return { notice: setup.card.discarded };
    });
  },
};
