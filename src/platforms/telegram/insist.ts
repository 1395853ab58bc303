/** Tries again and again while a failure may pass. */
import { setTimeout as sleep } from "node:timers/promises";
import { isFailure } from "./errors.ts";
import type { Pace } from "./pace.ts";

/** The wait before the next attempt: doubling, jittered so that many processes don't come back at once. */
export function backoff(
  troubles: number,
  { retryMs, retryMostMs }: Pick<Pace, "retryMs" | "retryMostMs">,
): number {
  return Math.min(retryMs * 2 ** (troubles - 1), retryMostMs) * (0.5 + Math.random() / 2);
}

export function mayPass(error: unknown): boolean {
  return (
    isFailure(error, "network") ||
    isFailure(error, "timeout") ||
    isFailure(error, "server") ||
    isFailure(error, "flood") ||
    isFailure(error, "conflict")
  );
}

/** Rejects with what won't pass, or with the last failure when `signal` aborts. */
export async function insist<T>(
  work: () => Promise<T>,
  options: { pace: Pace; signal: AbortSignal; onTrouble: (error: unknown) => void },
): Promise<T> {
  const { pace, signal, onTrouble } = options;
  for (let troubles = 1; ; troubles += 1) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error) || signal.aborted) throw error;
      onTrouble(error);
      const asked = isFailure(error) ? (error.retryAfterMs ?? 0) : 0;
      await sleep(Math.max(backoff(troubles, pace), asked), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw error;
    }
  }
}
