import type { Schedule } from "../deliveries/queue/work.ts";
import { refreshDigests as refresh } from "../use-cases/begin-duties.ts";

/** Every hour: the week's message says what happened until now. */
export const refreshDigests: Schedule = {
  name: "refresh-digests",
  cron: "41 * * * *",
  async run(ctx) {
    await refresh(ctx);
  },
};
