import type { Schedule } from "../deliveries/queue/work.ts";
import { remindDuties as remind } from "../use-cases/remind-duties.ts";
import { reconcileDuties } from "../use-cases/show-duty.ts";

/** What nobody answered; and cards that show something old, should a job have been lost. */
export const remindDuties: Schedule = {
  name: "remind-duties",
  cron: "2-59/5 * * * *",
  async run(ctx) {
    await remind(ctx);
    await reconcileDuties(ctx);
  },
};
