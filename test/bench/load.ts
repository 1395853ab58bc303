/**
 * Load: approvals as fast as they go, with people waiting for each; many pending requests and many waiting long-polls in one
 * process; and what a thousand servers cost, beside a plain discord.js client with the same intents.
 */
import { fork } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { once } from "node:events";
import { join } from "node:path";
import { fillBucket } from "../../src/db/buckets.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Service } from "../../src/service.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { smallWorld } from "../support/discord-world.ts";
import { approve, ask, benchService, posted } from "./approval-service.ts";
import type { Bench, Line } from "./measure.ts";
import { startPostgres } from "./postgres.ts";
import { startRawGateway } from "./raw-gateway.ts";

const AT_ONCE = 8;
const SUSTAINED = 1_500;
const WARM = 300;
const PENDING = 10_000;
const POLLS = 1_000;
const GUILDS = 1_000;

export const load: Bench = async () => {
  const server = await startPostgres();
  try {
    const url = await server.database("load");
    const service = await benchService(await openDatabase({ url, dataDir: "/nonexistent", connections: 10 }));
    const lines = [...(await sustained(service)), ...(await many(service))];
    await service.stop();
    return [...lines, await perGuilds()];
  } finally {
    await server.stop();
  }
};

/** Every approval waited for by its agent; `ratio` is how many medians the slowest hundredth took. */
async function sustained(service: Service): Promise<Line[]> {
  await inParallel(WARM, async (index) => void (await approveAwaited(service, index)));
  const begun = performance.now();
  const wakes: number[] = [];
  await inParallel(SUSTAINED, async (index) => void wakes.push(await approveAwaited(service, WARM + index)));
  const perSecond = SUSTAINED / ((performance.now() - begun) / 1000);
  wakes.sort((a, b) => a - b);
  const [median, slow] = [wakes[SUSTAINED / 2]!, wakes[Math.floor(SUSTAINED * 0.99)]!];
  return [
    line("load, sustained approvals", "rate", perSecond, null, null, "1/s"),
    line("load, press to wake at that rate", "p99", slow, median, "their median", "ms"),
  ];
}

/** Milliseconds from the press to the woken poll. */
async function approveAwaited(service: Service, index: number): Promise<number> {
  const { request } = await ask(service, index);
  await posted(service, request.id, index);
  const waiting = readRequest(service.ctx, "support-bot", request.id, { waitMs: 60_000 });
  const pressed = performance.now();
  await Promise.all([approve(service, request.id, index), waiting]);
  return performance.now() - pressed;
}

/** The same press with nothing else there, and with ten thousand pending requests and a thousand polls beside it. */
async function many(service: Service): Promise<Line[]> {
  const alone = await pressAlone(service, 100_000);
  const ids: string[] = [];
  const empty = await settledHeap();
  await inParallel(PENDING, async (index) => {
    // The agent's tokens are not what is measured.
    if (index % 5_000 === 0) await fillBucket(service.ctx.db, "ask/support-bot/refund.issue");
    ids.push((await ask(service, 200_000 + index)).request.id);
  });
  const full = await settledHeap();
  const stop = new AbortController();
  const polls = ids
    .slice(0, POLLS)
    .map((id) => readRequest(service.ctx, "support-bot", id, { waitMs: 600_000, signal: stop.signal }));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const waiting = await settledHeap();
  const among = await pressAlone(service, 300_000);
  stop.abort();
  const answers = await Promise.all(polls);
  if (!answers.every((answer) => answer.ok && answer.value.state === "pending"))
    throw new Error("A poll that waited was answered something else.");
  const kib = (bytes: number) => Math.max(0, bytes) / 1024;
  return [
    line("load, 10,000 pending and 1,000 polls: press to wake", "median", among, alone, "with none", "ms"),
    line(
      "load, memory per 1,000 pending requests",
      "heap",
      kib(full - empty) / (PENDING / 1_000),
      null,
      null,
      "KiB",
    ),
    line(
      "load, memory per 1,000 waiting polls",
      "heap",
      kib(waiting - full) / (POLLS / 1_000),
      null,
      null,
      "KiB",
    ),
  ];
}

async function pressAlone(service: Service, from: number): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < 60; index++) times.push(await approveAwaited(service, from + index));
  return times.toSorted((a, b) => a - b)[30]!;
}

/** Each in a process of its own; the ratio says how many times more a plain client keeps. */
async function perGuilds(): Promise<Line> {
  const gateway = await startRawGateway(GUILDS);
  const sandbox = await startDiscordSandbox({ world: smallWorld(), gatewayUrl: gateway.url });
  const cost = async (who: string) => {
    const script = join(import.meta.dirname, "guild-memory.ts");
    const options = { execArgv: ["--expose-gc"] };
    const child = fork(script, [who, sandbox.apiUrl, String(GUILDS)], options);
    const died = once(child, "exit").then(([code]) => {
      throw new Error(`the process that connects as ${who} ended with ${String(code)}`);
    });
    const [{ bytes }] = (await Promise.race([once(child, "message"), died])) as [{ bytes: number }];
    return bytes / 1024 / 1024;
  };
  const ours = await cost("ours");
  const plain = await cost("plain");
  await sandbox.close();
  await gateway.close();
  return line(
    "load, memory per 1,000 servers",
    "heap",
    ours,
    plain,
    "plain discord.js client",
    "MiB",
    plain / ours,
  );
}

async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let index = next++; index < count; index = next++) await work(index);
    }),
  );
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

async function settledHeap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return process.memoryUsage().heapUsed;
}

function line(
  bench: string,
  metric: string,
  ours: number,
  peer: number | null,
  peerName: string | null,
  unit: string,
  ratio: number | null = peer === null ? null : ours / peer,
): Line {
  const short = (value: number | null) => (value === null ? null : Number(value.toPrecision(4)));
  return { bench, metric, ours: short(ours)!, peer: short(peer), peerName, ratio: short(ratio), unit };
}
