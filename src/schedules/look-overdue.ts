import type { Schedule } from "../deliveries/queue/work.ts";
import { lookOverdue as look } from "../use-cases/look-again.ts";

/** Workspaces that changed and were not looked at, should a job have been lost. */
export const lookOverdue: Schedule = {
  name: "look-overdue",
  cron: "*/2 * * * *",
  async run(ctx) {
    await look(ctx);
  },
};
