import { giveUpAlert, showAlert as show } from "../use-cases/show-alert.ts";
import type { Delivery } from "./queue/work.ts";

/** Makes an alert's card show the alert as it is now. */
export const showAlert: Delivery = {
  queue: "show-alert",
  retries: 8,
  seconds: 60,
  concurrency: 4,
  async run(ctx, data) {
    const { alertId } = data as { alertId: string };
    const outcome = await show(ctx, alertId);
    if (outcome.again) await ctx.effects.showAlert(ctx.db, alertId, outcome.afterMs);
  },
  async giveUp(ctx, data) {
    await giveUpAlert(ctx, (data as { alertId: string }).alertId);
  },
};
