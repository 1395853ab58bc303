import { deliverCopy as deliver } from "../use-cases/deliver-copy.ts";
import { giveUpCopy } from "../use-cases/fail-copy.ts";
import type { Delivery } from "./queue/work.ts";

/** Makes one copy of a request's card show the request as it is now. */
export const deliverCopy: Delivery = {
  queue: "deliver-copy",
  retries: 8,
  seconds: 60,
  concurrency: 8,
  async run(ctx, data) {
    const { copyId } = data as { copyId: string };
    const outcome = await deliver(ctx, copyId);
    // The platform told when to come back: that is not a failure, so it uses up no retry.
    if (outcome.again) await ctx.effects.deliverCopies(ctx.db, [copyId], outcome.afterMs);
  },
  async giveUp(ctx, data) {
    await giveUpCopy(ctx, (data as { copyId: string }).copyId);
  },
};
