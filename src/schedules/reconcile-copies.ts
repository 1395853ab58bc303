import type { Schedule } from "../deliveries/queue/work.ts";
import { reconcileCopies as reconcile } from "../use-cases/reconcile-copies.ts";

/** Cards that show something else than the truth, should a job have been lost. Also done at every start. */
export const reconcileCopies: Schedule = {
  name: "reconcile-copies",
  cron: "*/10 * * * *",
  async run(ctx) {
    await reconcile(ctx);
  },
};
