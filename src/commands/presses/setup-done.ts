import { setupDone } from "../../cards/setup-question.ts";
import { finishSetup } from "../../use-cases/finish-setup.ts";
import { answerAudit } from "../answer-audit.ts";
import { inSetup } from "./choose.ts";
import type { Press } from "./press.ts";

/** Finish: what was chosen comes into force, and the audit follows at once. */
export const setupDonePress: Press = {
  verb: "setup-done",
  async run(ctx, event, [workspace = ""]) {
    await inSetup(ctx, event, workspace, async (where) => {
      const { view, now, changed, wider } = await finishSetup(ctx, where, event.actor);
      const { names, bots } = view;
      const card = setupDone({ now, names, bots, changed, waits: wider.length > 0 });
      await event.reply(card, { private: true, instead: true });
      await answerAudit(ctx, { ...event, name: "audit" }, workspace, null);
      return null;
    });
  },
};
