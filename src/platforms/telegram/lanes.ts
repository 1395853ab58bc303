/** Work in lanes: one lane is strictly in order, different lanes never wait for each other. */
export interface Lanes {
  /** Settles as the task does. After `close`, a task that has not begun never begins, and its promise stays pending. */
  run<T>(lane: string, task: () => Promise<T>): Promise<T>;
  close(): void;
  isOpen(): boolean;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  let open = true;
  return {
    async run(lane, task) {
      const before = tails.get(lane);
      const { promise: done, resolve: finish } = Promise.withResolvers<void>();
      tails.set(lane, done);
      await before;
      if (!open) return new Promise<never>(() => {});
      try {
        return await task();
      } finally {
        if (tails.get(lane) === done) tails.delete(lane);
        finish();
      }
    },
    close() {
      open = false;
    },
    isOpen: () => open,
  };
}
