import type { PgBoss } from "pg-boss";
import type { Context } from "../../use-cases/context.ts";
import { schedules } from "../../schedules/index.ts";
import { deliveries } from "../index.ts";
import { deadLetters } from "./effects.ts";

/** Jobs that are due but were not announced (a delay, a retry, one that waited for its predecessor) are found at this pace. */
const POLL_SECONDS = 1;

/** Begins to do the jobs. They end with `boss.stop()`, which waits for the ones in hand. */
export async function runWorkers(boss: PgBoss, ctx: Context): Promise<void> {
  const polling = { pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS };
  for (const delivery of deliveries) {
    await boss.work(delivery.queue, { ...polling, localConcurrency: delivery.concurrency }, async ([job]) => {
      if (job) await delivery.run(ctx, job.data);
    });
    await boss.work(deadLetters(delivery.queue), { pollingIntervalSeconds: 5 }, async ([job]) => {
      if (!job) return;
      ctx.log.error({ queue: delivery.queue, data: job.data }, "a job failed for good");
      await delivery.giveUp(ctx, job.data);
    });
  }
  for (const schedule of schedules) {
    await boss.work(schedule.name, { pollingIntervalSeconds: 5 }, async () => {
      await schedule.run(ctx);
    });
    await boss.schedule(schedule.name, schedule.cron);
  }
}
