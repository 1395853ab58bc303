import type { Discord } from "../state.ts";

/** Waits until `look` gives something, looking again after every change. Throws a sentence after `timeoutMs`. */
export function until<T>(
  discord: Discord,
  look: () => T | null | undefined | false,
  timeoutMs: number,
  what: string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      discord.watchers.delete(check);
    };
    const check = () => {
      try {
        const found = look();
        if (!found) return;
        stop();
        resolve(found);
      } catch (error) {
        stop();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Waited ${timeoutMs} ms for ${what}; it did not happen.`));
    }, timeoutMs);
    discord.watchers.add(check);
    check();
  });
}
