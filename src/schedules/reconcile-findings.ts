import type { Schedule } from "../deliveries/queue/work.ts";
import { reconcileFindingCards as reconcile } from "../use-cases/show-finding-card.ts";

/** Cards of findings that wait to be posted, should a job have been lost, or the group have moved. */
export const reconcileFindings: Schedule = {
  name: "reconcile-findings",
  cron: "*/5 * * * *",
  async run(ctx) {
    await reconcile(ctx);
  },
};
