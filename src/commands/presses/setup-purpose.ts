import { botsPerPage } from "../../cards/setup.ts";
import { choose } from "./choose.ts";
import type { Press } from "./press.ts";

/** What one bot is for. */
export const setupPurpose: Press = {
  verb: "setup-purpose",
  async run(ctx, event, [workspace = "", bot = ""]) {
    await choose(
      ctx,
      event,
      workspace,
      ([value]) => (value === undefined ? null : { what: "purpose", bot, value }),
      ({ bots }) =>
        Math.floor(
          Math.max(
            0,
            bots.findIndex(({ userId }) => userId === bot),
          ) / botsPerPage,
        ),
    );
  },
};
