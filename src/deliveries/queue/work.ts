import type { Context } from "../../use-cases/context.ts";

/** A kind of durable effect: a queue and what its jobs do. A job may run more than once and has to be harmless then. */
export interface Delivery {
  queue: string;
  /** How often a failing job is tried again; the wait doubles from a second up to a minute. */
  retries: number;
  /** How long one try may take before somebody else may try. */
  seconds: number;
  /** Jobs of this queue that one process runs at once. */
  concurrency: number;
  run(ctx: Context, data: unknown): Promise<void>;
  /** After the last try failed: never silent. */
  giveUp(ctx: Context, data: unknown): Promise<void>;
}

/** Recurring work, done once however many processes there are. */
export interface Schedule {
  name: string;
  /** Minute, hour, day, month, weekday; UTC. */
  cron: string;
  run(ctx: Context): Promise<void>;
}
