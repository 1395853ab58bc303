import { attendRequest as attend } from "../use-cases/attend-request.ts";
import type { Delivery } from "./queue/work.ts";

/** Does what a request's clock says, at the moment it says so. The sweep (`schedules/attend-overdue.ts`) is the net under it. */
export const attendRequest: Delivery = {
  queue: "attend-request",
  retries: 5,
  seconds: 60,
  concurrency: 2,
  async run(ctx, data) {
    await attend(ctx, (data as { requestId: string }).requestId);
  },
  async giveUp(ctx, data) {
    ctx.log.error({ data }, "a request's clock could not be followed; the next sweep tries again");
    await Promise.resolve();
  },
};
