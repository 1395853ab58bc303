import type { Schedule } from "../deliveries/queue/work.ts";
import { warnKeys as warn } from "../use-cases/warn-keys.ts";

/** Once a day: whose key ends soon. */
export const warnKeys: Schedule = {
  name: "warn-keys",
  cron: "11 8 * * *",
  async run(ctx) {
    await warn(ctx);
  },
};
