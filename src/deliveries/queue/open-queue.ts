import { fromPglite, PgBoss } from "pg-boss";
import type { Backend } from "../../db/open.ts";
import type { Log } from "../../platforms/platform.ts";
import { deliveries } from "../index.ts";
import { schedules } from "../../schedules/index.ts";
import { deadLetters } from "./effects.ts";

/**
 * The job queue on the same database, ready to send. With `workers` it also keeps the clock of the schedules and cleans up;
 * a process that only answers HTTP sends and leaves that to others.
 */
export async function openQueue(backend: Backend, log: Log, workers: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    ...(backend.kind === "pglite"
      ? { db: fromPglite(backend.client), backend: "pglite" as const }
      : { connectionString: backend.url, max: 4, application_name: "countersign queue" }),
    // Jobs announce themselves when their transaction commits, so nobody waits for the next poll.
    useListenNotify: workers,
    supervise: workers,
    schedule: workers,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  boss.on(
    "error",
    seldom((error) => log.error({ err: error }, "the job queue has a problem; it tries again")),
  );
  boss.on("warning", (warning) => log.warn({ warning }, "the job queue warns"));
  await boss.start();
  for (const { queue, retries, seconds } of deliveries) {
    await boss.createQueue(deadLetters(queue), {
      retryLimit: 20,
      retryBackoff: true,
      retryDelayMax: 600,
      notify: true,
    });
    await boss.createQueue(queue, {
      retryLimit: retries,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: seconds,
      deleteAfterSeconds: 3_600,
      deadLetter: deadLetters(queue),
      notify: true,
    });
  }
  for (const { name } of schedules)
    await boss.createQueue(name, {
      policy: "exclusive",
      retryLimit: 0,
      expireInSeconds: 300,
      deleteAfterSeconds: 3_600,
    });
  return boss;
}

const QUIET_MS = 30_000;

/** Every worker reports a lost database every second: one line in half a minute says it. */
function seldom(tell: (error: Error) => void): (error: Error) => void {
  const told = new Map<string, number>();
  return (error) => {
    const kind = "code" in error ? String(error.code) : error.message;
    const now = performance.now();
    if (now - (told.get(kind) ?? -QUIET_MS) < QUIET_MS) return;
    told.set(kind, now);
    tell(error);
  };
}
