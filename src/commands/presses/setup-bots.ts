import { nameBots } from "../../use-cases/choose-setup.ts";
import { setup } from "../../words/index.ts";
import { inSetup } from "./choose.ts";
import type { Press } from "./press.ts";

/** Bots that somebody picked by name, because Telegram shows only administrators. */
export const setupBots: Press = {
  verb: "setup-bots",
  async run(ctx, event, [workspace = ""]) {
    const { values = [], names = {}, actor } = event;
    await inSetup(ctx, event, workspace, async (where) => {
      const bots = values.slice(0, 10).map((id) => ({ id, name: names[id] ?? id }));
      await nameBots(ctx, where, bots, actor);
      return { notice: setup.card.botsNamed(bots.length) };
    });
  },
};
