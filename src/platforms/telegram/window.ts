/**
 * Which updates have been seen and not yet acknowledged. To Telegram, asking from an offset acknowledges everything below
 * it, so the offset is the lowest update that is not handled. Asking again from the same offset returns the same head:
 * what is new comes only behind it, and never further than `size` updates from it. That is the bound on what we hold.
 */
export interface Window {
  /** For the next getUpdates; undefined before anything was seen: begin where Telegram's queue begins. */
  offset(): number | undefined;
  /** Of these, the updates not seen before, now open. */
  admit(ids: number[]): number[];
  /** Handled, or set aside. */
  done(id: number): void;
  /** How many are open. */
  open(): number;
  /** Nothing newer can be seen until the lowest open one is done. */
  full(): boolean;
}

export function createWindow(size: number): Window {
  const open = new Set<number>();
  const done = new Set<number>();
  let next: number | undefined;

  const lowest = () => (open.size === 0 ? next : Math.min(...open));
  return {
    offset: lowest,
    admit(ids) {
      // After a quiet week Telegram numbers anew, from anywhere: a number from below what we acknowledged is new.
      const from = lowest();
      if (from !== undefined && ids.some((id) => id < from)) {
        open.clear();
        done.clear();
        next = undefined;
      }
      const fresh = ids.filter((id) => !open.has(id) && !done.has(id));
      for (const id of fresh) open.add(id);
      return fresh;
    },
    done(id) {
      if (!open.delete(id)) return;
      done.add(id);
      next = Math.max(next ?? 0, id + 1);
      const from = lowest();
      for (const old of done) if (from !== undefined && old < from) done.delete(old);
    },
    open: () => open.size,
    full: () => open.size > 0 && open.size + done.size >= size,
  };
}
