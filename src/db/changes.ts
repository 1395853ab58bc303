import { sql } from "drizzle-orm";
import type { Database, OpenedDatabase } from "./open.ts";

/** The channel on which it is told that a request changed. */
export const CHANGED = "countersign_requests";

/** Tells everybody who waits, in any process, that the request changed: once the caller's transaction commits. */
export async function announceChange(tx: Database, requestId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANGED}, ${requestId})`);
}

export interface Changes {
  /** Registers at once, so call it before reading; resolves when the request changed, after `ms`, or on abort. */
  changed(requestId: string, ms: number, signal?: AbortSignal): Promise<void>;
  /** Wakes whoever waits in this process: after a commit, and sooner than the news of it can come back from the database. */
  wake(requestId: string): void;
  stop(): Promise<void>;
}

/** One LISTEN for the whole process, however many wait. */
export async function watchChanges(opened: Pick<OpenedDatabase, "listen">): Promise<Changes> {
  const waiting = new Map<string, Set<() => void>>();
  /** A Set may lose members while it is walked through: waking takes the waker out. */
  const wakeUp = (requestId: string) => {
    for (const wake of waiting.get(requestId) ?? []) wake();
  };
  const wakeAll = () => {
    for (const requestId of waiting.keys()) wakeUp(requestId);
  };
  const unlisten = await opened.listen(CHANGED, (requestId) => {
    // Null: the connection was away. Whoever waits looks again rather than missing what happened meanwhile.
    if (requestId === null) return wakeAll();
    wakeUp(requestId);
  });
  return {
    changed: (requestId, ms, signal) =>
      new Promise((resolve) => {
        const wakes = waiting.get(requestId) ?? new Set();
        waiting.set(requestId, wakes);
        const wake = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", wake);
          wakes.delete(wake);
          if (wakes.size === 0 && waiting.get(requestId) === wakes) waiting.delete(requestId);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        wakes.add(wake);
        signal?.addEventListener("abort", wake);
        if (signal?.aborted) wake();
      }),
    wake: wakeUp,
    stop: async () => {
      await unlisten();
      wakeAll();
    },
  };
}
