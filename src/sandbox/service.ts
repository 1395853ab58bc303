/** Runs the unmodified service as a process of its own, and the command line beside it, as an operator would. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** How to call Countersign's command line: the Node binary and `cli.ts`. */
export interface Cli {
  node: string;
  script: string;
}

export interface Service {
  url: string;
  /** What it printed so far, both streams: for the person who asks why it failed. */
  output(): string;
  /** SIGTERM and wait. */
  stop(): Promise<void>;
  /** SIGKILL and wait: what a power cut does. */
  kill(): Promise<void>;
}

const START_SECONDS = 60;

/** Resolves when `/readyz` says so. Throws with the service's own words when it ends or takes longer than a minute. */
export async function startService(cli: Cli, env: Record<string, string>): Promise<Service> {
  const child = spawn(cli.node, [cli.script, "start"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = collect(child);
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${env["PORT"]}`;
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  const service: Service = { url, output, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
  for (const giveUp = Date.now() + START_SECONDS * 1000; Date.now() < giveUp; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`The service stopped while starting:\n${output()}`);
    if (await ready(url)) return service;
  }
  await service.kill();
  throw new Error(`The service was not ready after ${START_SECONDS} seconds:\n${output()}`);
}

/** Runs one command to its end; throws with its own words when it fails. Resolves to what it printed. */
export async function runCommand(cli: Cli, env: Record<string, string>, args: string[]): Promise<string> {
  const child = spawn(cli.node, [cli.script, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const output = collect(child);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`countersign ${args.join(" ")} ended with ${code}:\n${output()}`);
  return printed;
}

function collect(child: ChildProcess): () => string {
  let text = "";
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return () => text;
}

async function ready(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
