import { aboutOf, mayCheck, showLine } from "../checklist-press.ts";
import type { Press } from "./press.ts";

/** One check for one agent, or for the place as a whole. */
export const checklistOne: Press = {
  verb: "checklist-one",
  async run(ctx, event, subject) {
    const about = aboutOf(subject);
    const workspace = subject[0] ?? "";
    if (!(await mayCheck(ctx, event, workspace))) return;
    await showLine(ctx, event, { workspace, item: about?.item.id, subject: about?.subject ?? null }, null);
  },
};
