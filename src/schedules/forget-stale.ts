import type { Schedule } from "../deliveries/queue/work.ts";
import { forgetStale as forget } from "../use-cases/forget-stale.ts";

/** Link codes, tries and joined keys that mean nothing any more. Nothing depends on when this runs. */
export const forgetStale: Schedule = {
  name: "forget-stale",
  cron: "17 * * * *",
  async run(ctx) {
    await forget(ctx);
  },
};
