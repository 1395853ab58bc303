/**
 * Our own getUpdates loop. telegraf's waits for a whole batch, acknowledges unfinished updates when a handler fails, dies
 * of a 409 and sits on a dead connection for eight minutes.
 *
 * One rule makes the pace: after a batch, ask again when nothing is open, or after `peekMs`, whichever is first. While
 * something is open, Telegram answers at once with the same head (no long poll is possible), and it punishes asking the same
 * offset twice within half a second with a batch of one: so we peek, slowly, and only as long as the window has room. When
 * nothing is open, the next call acknowledges everything and is a long poll again.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Log } from "../platform.ts";
import { allowedUpdates } from "./allowed-updates.ts";
import type { CallApi } from "./api.ts";
import { isFailure, wrongToken } from "./errors.ts";
import { backoff } from "./insist.ts";
import type { Health } from "./health.ts";
import type { Intake } from "./intake.ts";
import { rawUpdate } from "./intake.ts";
import type { Pace } from "./pace.ts";
import { createWindow } from "./window.ts";

export interface Poller {
  /** Resolves after the first call, whatever came of it: from then on Telegram keeps every kind of update we asked for. */
  subscribed: Promise<void>;
  /** Finishes what has begun, for at most `drainMs`, and, unless somebody else polls by now, acknowledges what was handled. */
  stop(acknowledge?: boolean): Promise<void>;
}

const batch = 100;
/** Whatever else is in the answer, an update we can't number can't be acknowledged either: it passes by. */
const readBatch = z.array(z.unknown()).transform((list) =>
  list.flatMap((item) => {
    const update = rawUpdate.safeParse(item);
    return update.success ? [update.data] : [];
  }),
);

export function startPoller(options: {
  callApi: CallApi;
  intake: Intake;
  health: Health;
  log: Log;
  pace: Pace;
}): Poller {
  const { callApi, intake, health, log, pace } = options;
  const window = createWindow(batch);
  const stopping = new AbortController();
  const { signal } = stopping;
  let completed = Promise.withResolvers<void>();
  let troubles = 0;
  /** The offset of the last call, and since when Telegram surely has it. */
  let asked: { offset: number | undefined; by: number } = { offset: undefined, by: 0 };
  let polled = false;
  const subscribed = Promise.withResolvers<void>();

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      try {
        await poll().finally(subscribed.resolve);
        troubles = 0;
      } catch (error) {
        if (signal.aborted) return;
        asked.by = Infinity;
        if (isFailure(error, "unauthorized")) {
          health.bad(wrongToken);
          log.error({ err: error }, "Telegram refused the token; no updates will be received.");
          return;
        }
        troubles += 1;
        await pause(waitAfter(error));
      }
      await room();
    }
  }

  async function poll(): Promise<void> {
    const offset = window.offset();
    asked = { offset, by: performance.now() + 1000 };
    // The first call does not wait: it tells Telegram what to keep for us (an update of a kind nobody asked for is lost).
    const timeout = window.open() > 0 || !polled ? 0 : pace.pollSeconds;
    polled = true;
    const updates = await callApi(
      "getUpdates",
      { limit: batch, timeout, allowed_updates: allowedUpdates, ...(offset !== undefined && { offset }) },
      readBatch,
      // A connection can die without a word; Telegram never holds a poll longer than it was asked to.
      { signal, timeoutMs: timeout * 1000 + pace.graceMs },
    );
    asked.by = 0;
    health.heard();
    const fresh = new Set(window.admit(updates.map((update) => update.update_id)));
    for (const update of updates)
      if (fresh.has(update.update_id))
        void intake.take(update).then(
          () => finished(update.update_id),
          (error: unknown) => {
            // Unhandled when we stopped: unacknowledged, so it comes again.
            if (signal.aborted) return;
            // `take` has tried, waited and set aside already; it does not reject here. If it did, this must not block the queue.
            log.error({ updateId: update.update_id, err: error }, "A Telegram update was lost.");
            finished(update.update_id);
          },
        );
  }

  function finished(id: number): void {
    window.done(id);
    completed.resolve();
    completed = Promise.withResolvers<void>();
  }

  async function room(): Promise<void> {
    const until = performance.now() + pace.peekMs;
    while (!signal.aborted && window.open() > 0) {
      const left = until - performance.now();
      if (left <= 0 && !window.full()) return;
      await Promise.race([completed.promise, pause(window.full() ? pace.peekMs : left)]);
    }
  }

  /** Says what is wrong, and how long to wait before asking again. */
  function waitAfter(error: unknown): number {
    const jittered = backoff(troubles, pace);
    log.warn({ err: error, troubles }, "Could not get updates from Telegram; will try again.");
    if (isFailure(error, "flood")) {
      health.bad("Telegram asks us to slow down; waiting before the next look.");
      return Math.max(error.retryAfterMs ?? 0, jittered);
    }
    if (isFailure(error, "conflict")) {
      health.bad(
        /webhook/i.test(error.words)
          ? "A webhook is set for this bot, so nothing arrives here. Remove it, or set TELEGRAM_WEBHOOK_URL to use it."
          : "Another process receives this bot's updates with the same token; only one may. Stop the other one.",
      );
      return Math.max(pace.conflictMs * (0.5 + Math.random() / 2), jittered);
    }
    const words = isFailure(error) ? error.words : "the connection failed";
    health.bad(`Telegram can't be reached (${words}); trying again.`);
    return jittered;
  }

  async function pause(ms: number): Promise<void> {
    await sleep(Math.max(ms, 0), undefined, { signal }).catch(() => undefined);
  }

  const looping = loop();
  return {
    subscribed: subscribed.promise,
    async stop(acknowledge = true) {
      stopping.abort();
      await looping;
      if (!(await intake.drain(pace.drainMs)))
        log.warn(
          { open: window.open() },
          "Stopped before every Telegram update was handled; they will come again.",
        );
      await new Promise(setImmediate);
      const offset = window.offset();
      if (!acknowledge || offset === undefined || (offset === asked.offset && performance.now() > asked.by))
        return;
      // Telegram may hold back the answer (the same offset twice), but it has acknowledged by then.
      await callApi("getUpdates", { offset, limit: 1, timeout: 0 }, z.unknown(), {
        timeoutMs: Math.min(pace.graceMs, 1500),
      }).catch((error: unknown) =>
        log.warn({ err: error }, "Could not acknowledge the last Telegram updates."),
      );
    },
  };
}
