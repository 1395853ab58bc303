import type { Notice } from "../use-cases/context.ts";
import { deliverNotice as deliver } from "../use-cases/deliver-notice.ts";
import type { Delivery } from "./queue/work.ts";

/** Says something outside of any request: that an agent was frozen, that accounts were linked. */
export const deliverNotice: Delivery = {
  queue: "deliver-notice",
  retries: 8,
  seconds: 60,
  concurrency: 2,
  async run(ctx, data) {
    const notice = data as Notice;
    const outcome = await deliver(ctx, notice);
    if (outcome.again) await ctx.effects.notify(ctx.db, [notice], outcome.afterMs);
  },
  async giveUp(ctx, data) {
    const { to } = data as Notice;
    ctx.log.error({ to }, "people could not be told something");
    await Promise.resolve();
  },
};
