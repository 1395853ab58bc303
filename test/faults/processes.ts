/** The real service as processes of its own, kept running as an operating system does, and what can happen to a process. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Journal } from "./journal.ts";

export interface ServiceProcess {
  index: number;
  port: number;
  /** Whether it answers that it is ready. */
  ready(): Promise<boolean>;
  kill(): Promise<void>;
  /** SIGSTOP; resolves to how it goes on. */
  freeze(): () => void;
  /** SIGTERM; resolves to how long it took in milliseconds, or to null when it had to be killed. */
  terminate(): Promise<number | null>;
  /** While held back it is not started again. */
  holdBack(): () => void;
  setClock(aheadMs: number): void;
  /** Ended by itself after it had been ready: exit codes. */
  falls: string[];
}

const MOST_STOP_MS = 20_000;

export function runProcess(options: {
  index: number;
  port: number;
  node: string;
  build: string;
  env: Record<string, string>;
  logs: string;
  note: Journal;
}): ServiceProcess & { end(): Promise<number | null> } {
  const { index, port, note } = options;
  const clock = join(import.meta.dirname, "clock.ts");
  const output = createWriteStream(join(options.logs, `service-${index}.log`), { flags: "a" });
  const holds = new Set<symbol>();
  const falls: string[] = [];
  let child: ChildProcess | null = null;
  let ended = Promise.resolve();
  let over = false;
  let meant = false;
  let wasReady = false;
  let ahead = 0;

  const start = () => {
    meant = false;
    wasReady = false;
    const started = spawn(
      options.node,
      [
        "--disable-warning=ExperimentalWarning",
        "--import",
        clock,
        join(options.build, "src/cli.ts"),
        "start",
      ],
      {
        env: { ...options.env, PORT: String(port) },
        stdio: ["ignore", "pipe", "pipe", "ipc"],
        cwd: options.logs,
      },
    );
    child = started;
    started.stdout?.pipe(output, { end: false });
    started.stdout?.on("data", (chunk: Buffer) => (wasReady ||= chunk.includes("Countersign is running")));
    started.stderr?.pipe(output, { end: false });
    started.on("error", () => undefined);
    if (ahead !== 0) started.send({ ahead });
    note({ what: "process", index, event: "started" });
    ended = once(started, "exit").then(([code, signal]) => {
      note({ what: "process", index, event: `ended ${code ?? signal}` });
      if (!meant && wasReady) falls.push(String(code ?? signal));
      child = null;
      if (!over) void again();
    });
  };
  const again = async () => {
    await sleep(300);
    while (holds.size > 0) await sleep(50);
    if (!over && child === null) start();
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const target = child;
    if (!target) return 0;
    meant = true;
    const began = performance.now();
    target.kill(signal);
    const timer = setTimeout(() => target.kill("SIGKILL"), MOST_STOP_MS);
    await ended;
    clearTimeout(timer);
    const took = performance.now() - began;
    return took < MOST_STOP_MS ? took : null;
  };
  start();
  return {
    index,
    port,
    falls,
    async ready() {
      if (!child) return false;
      try {
        return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
      } catch {
        return false;
      }
    },
    async kill() {
      await end("SIGKILL");
    },
    freeze() {
      const target = child;
      target?.kill("SIGSTOP");
      return () => void target?.kill("SIGCONT");
    },
    terminate: () => end("SIGTERM"),
    holdBack() {
      const hold = Symbol("hold");
      holds.add(hold);
      return () => void holds.delete(hold);
    },
    setClock(aheadMs) {
      ahead = aheadMs;
      if (child?.connected) child.send({ ahead });
    },
    async end() {
      over = true;
      child?.kill("SIGCONT");
      const took = await end("SIGTERM");
      output.end();
      return took;
    },
  };
}
