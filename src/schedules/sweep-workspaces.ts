import type { Schedule } from "../deliveries/queue/work.ts";
import { sweepWorkspaces as sweep } from "../use-cases/look-again.ts";

/** Everything once a day: what nobody told us about, and proof that nothing happened. */
export const sweepWorkspaces: Schedule = {
  name: "sweep-workspaces",
  cron: "17 3 * * *",
  async run(ctx) {
    await sweep(ctx);
  },
};
