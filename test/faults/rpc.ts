/** Calls into a child process and back, over Node's process channel. */
import type { ChildProcess } from "node:child_process";

interface Ask {
  id: number;
  name: string;
  args: unknown[];
}
interface Told {
  id: number;
  value?: unknown;
  failure?: string;
}

export type Handlers = Record<string, (...args: never[]) => unknown>;
export type Remote<H extends Handlers> = {
  [Name in keyof H]: (...args: Parameters<H[Name]>) => Promise<Awaited<ReturnType<H[Name]>>>;
};

/** In the child: answers calls by name. */
export function serveCalls(handlers: Handlers): void {
  process.on("message", (message) => {
    const { id, name, args } = message as Ask;
    const tell = (told: Told) => process.send?.(told);
    const handler = handlers[name] as ((...args: unknown[]) => unknown) | undefined;
    Promise.resolve()
      .then(() => {
        if (!handler) throw new Error(`nobody answers to ${name}`);
        return handler(...args);
      })
      .then(
        (value) => tell({ id, value }),
        (failure: unknown) =>
          tell({ id, failure: failure instanceof Error ? failure.message : String(failure) }),
      );
  });
}

/** In the parent. Calls that are open when the child ends are rejected. */
export function callsTo<H extends Handlers>(child: ChildProcess): Remote<H> {
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (why: Error) => void }>();
  let last = 0;
  child.on("message", (message) => {
    const { id, value, failure } = message as Told;
    const call = open.get(id);
    open.delete(id);
    if (failure === undefined) call?.resolve(value);
    else call?.reject(new Error(failure));
  });
  child.on("exit", () => {
    for (const { reject } of open.values()) reject(new Error("the process ended"));
    open.clear();
  });
  return new Proxy({} as Remote<H>, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          const id = (last += 1);
          open.set(id, { resolve, reject });
          child.send({ id, name: String(name), args } satisfies Ask);
        }),
  });
}
