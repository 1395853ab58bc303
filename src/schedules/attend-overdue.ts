import type { Schedule } from "../deliveries/queue/work.ts";
import { attendOverdue as attend } from "../use-cases/attend-request.ts";

/** Requests and grants whose time is over, should a reminder have been lost. */
export const attendOverdue: Schedule = {
  name: "attend-overdue",
  cron: "* * * * *",
  async run(ctx) {
    await attend(ctx);
  },
};
