import { checklistCard } from "../../cards/checklist.ts";
import { seeChecklist } from "../../use-cases/see-checklist.ts";
import { mayCheck } from "../checklist-press.ts";
import type { Press } from "./press.ts";

/** All ten checks again, where the button was. */
export const checklist: Press = {
  verb: "checklist",
  async run(ctx, event, [workspace = ""]) {
    if (!(await mayCheck(ctx, event, workspace))) return;
    const seen = await seeChecklist(ctx, { platform: event.actor.platform, workspace });
    await event.reply(checklistCard(seen), { private: true, instead: true });
  },
};
