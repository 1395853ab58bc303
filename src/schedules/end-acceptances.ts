import type { Schedule } from "../deliveries/queue/work.ts";
import { endOverdueAcceptances } from "../use-cases/end-acceptance.ts";

/** Accepted findings whose time is over come back by themselves, to the minute. */
export const endAcceptances: Schedule = {
  name: "end-acceptances",
  cron: "* * * * *",
  async run(ctx) {
    await endOverdueAcceptances(ctx);
  },
};
