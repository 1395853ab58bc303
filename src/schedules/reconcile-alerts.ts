import type { Schedule } from "../deliveries/queue/work.ts";
import { reconcileAlerts as reconcile } from "../use-cases/show-alert.ts";

/** Alerts that show something old, should a job have been lost. */
export const reconcileAlerts: Schedule = {
  name: "reconcile-alerts",
  cron: "*/5 * * * *",
  async run(ctx) {
    await reconcile(ctx);
  },
};
