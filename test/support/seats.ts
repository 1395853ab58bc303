/** Seats in memory, as several processes on one database share them; any of them can be taken away. */
import type { Seats } from "../../src/platforms/platform.ts";

export interface MemorySeats extends Seats {
  /** As when the connection to the database is lost. */
  takeAway(name: string): void;
  held(): string[];
}

export function memorySeats(): MemorySeats {
  const taken = new Map<string, AbortController>();
  const free = new Map<string, (() => void)[]>();
  const release = (name: string) => {
    taken.delete(name);
    free.get(name)?.shift()?.();
  };
  return {
    held: () => [...taken.keys()],
    takeAway(name) {
      taken.get(name)?.abort();
      release(name);
    },
    async take(name, signal) {
      while (taken.has(name)) {
        await new Promise<void>((resolve, reject) => {
          free.set(name, [...(free.get(name) ?? []), resolve]);
          signal.addEventListener("abort", () => reject(new Error("nobody waits any more")), { once: true });
        });
      }
      const mine = new AbortController();
      taken.set(name, mine);
      return {
        lost: mine.signal,
        async leave() {
          if (taken.get(name) === mine) release(name);
        },
      };
    },
  };
}
