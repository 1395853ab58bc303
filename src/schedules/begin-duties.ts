import type { Schedule } from "../deliveries/queue/work.ts";
import { beginDuties as begin } from "../use-cases/begin-duties.ts";

/** What is due by the clock on each workspace's wall: some zones are a quarter of an hour off. */
export const beginDuties: Schedule = {
  name: "begin-duties",
  cron: "*/5 * * * *",
  async run(ctx) {
    await begin(ctx);
  },
};
