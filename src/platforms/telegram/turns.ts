/** Of all processes with the same token one polls: Telegram refuses a second one. The others stand by. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Log, Seat, Seats } from "../platform.ts";
import type { Health } from "./health.ts";
import type { Poller } from "./poller.ts";

export interface Turns {
  /** Resolves when this process polls, or stands by; rejects with what `begin` rejects with the first time. */
  settled: Promise<void>;
  /** Resolves when the poller has stopped and the seat is free. */
  ended: Promise<void>;
}

/** A seat that is free is ours within this time; else somebody has it. */
const STANDBY_MS = 1_500;
const AGAIN_MS = 5_000;

export function pollInTurn(options: {
  /** Left out: there is only this process. */
  seats: Seats | undefined;
  name: string;
  signal: AbortSignal;
  begin: () => Promise<Poller>;
  health: Health;
  log: Log;
}): Turns {
  const { seats, name, signal, begin, health, log } = options;
  const first = Promise.withResolvers<void>();

  async function sit(seat: Seat): Promise<void> {
    try {
      const poller = await begin();
      void poller.subscribed.then(first.resolve);
      await aborted(AbortSignal.any([signal, seat.lost]));
      await poller.stop(!seat.lost.aborted);
    } finally {
      await seat.leave();
    }
  }

  async function turns(): Promise<void> {
    while (!signal.aborted) {
      const seat = seats ? await seats.take(name, signal).catch(() => null) : always;
      if (!seat) return;
      try {
        await sit(seat);
      } catch (error) {
        first.reject(error);
        if (signal.aborted) return;
        log.error({ err: error }, "Could not begin to receive from Telegram; will try again.");
        await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
      // Whoever has the seat now tells how it goes.
      if (seat.lost.aborted) health.ok();
    }
  }

  const standsBy = sleep(STANDBY_MS, undefined, { ref: false }).then(() => health.ok());
  first.promise.catch(() => undefined);
  return {
    settled: seats ? Promise.race([first.promise, standsBy]) : first.promise,
    ended: turns(),
  };
}

const always: Seat = { lost: new AbortController().signal, leave: async () => {} };

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
