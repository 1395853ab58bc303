import { giveUpDuty, showDuty as show } from "../use-cases/show-duty.ts";
import type { Delivery } from "./queue/work.ts";

/** Makes the card of a duty, or a digest, show it as it is now. */
export const showDuty: Delivery = {
  queue: "show-duty",
  retries: 8,
  seconds: 60,
  concurrency: 2,
  async run(ctx, data) {
    const { dutyId } = data as { dutyId: string };
    const outcome = await show(ctx, dutyId);
    if (outcome.again) await ctx.effects.showDuty(ctx.db, dutyId, outcome.afterMs);
  },
  async giveUp(ctx, data) {
    await giveUpDuty(ctx, (data as { dutyId: string }).dutyId);
  },
};
