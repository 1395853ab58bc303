import type { Schedule } from "../deliveries/queue/work.ts";
import { signCheckpoint as sign } from "../use-cases/sign-checkpoint.ts";

/** Signs the end of the ledger every hour. */
export const signCheckpoint: Schedule = {
  name: "sign-checkpoint",
  cron: "7 * * * *",
  async run(ctx) {
    await sign(ctx);
  },
};
