/** `countersign start` as a process of its own, as somebody who runs it does, and what can be done to it from outside. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { collect } from "./log.ts";

export interface ServiceProcess {
  output(): string;
  /** SIGTERM; resolves when it is gone. */
  terminate(): Promise<{ code: number | null; ms: number }>;
  kill(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  ended: Promise<number | null>;
}

const script = join(import.meta.dirname, "../../src/cli.ts");

/** Resolves when it says that it is running; throws with its own words when it ends before. */
export async function startProcess(env: Record<string, string>): Promise<ServiceProcess> {
  const child: ChildProcess = spawn(process.execPath, [script, "start"], {
    env: { PATH: process.env["PATH"] ?? "", LOG_LEVEL: "debug", LOG_FORMAT: "json", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      collect(chunk.toString());
    });
  let gone = false;
  const ended = once(child, "exit").then(([code]) => {
    gone = true;
    return code as number | null;
  });
  while (!text.includes("Countersign is running")) {
    if (gone) throw new Error(`The service ended while starting:\n${text}`);
    await sleep(20);
  }
  return {
    output: () => text,
    ended,
    signal: (name) => void child.kill(name),
    async terminate() {
      const began = performance.now();
      child.kill("SIGTERM");
      return { code: await ended, ms: performance.now() - began };
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
