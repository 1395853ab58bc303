/** One run: brings up everything, plays the script while people and agents work, and gathers the evidence. */
import { execFile, fork } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { tokens } from "../../src/sandbox/world/ids.ts";
import { startAgents } from "./agents.ts";
import { openPglite, openPostgres } from "./database.ts";
import { collect, type Evidence } from "./evidence.ts";
import { inject, type Stage } from "./inject.ts";
import { openJournal } from "./journal.ts";
import type { PlatformCalls } from "./platforms-process.ts";
import { runProcess } from "./processes.ts";
import { openProxy } from "./proxy.ts";
import { callsTo } from "./rpc.ts";
import { type Fault, type FaultKind, say, scriptOf } from "./script.ts";
import { agentId, humans, manifests } from "./world.ts";

export interface RunOptions {
  seed: number;
  minutes: number;
  database: "postgres" | "pglite";
  processes: number;
  perSecond: number;
  /** Only these faults, or exactly these. */
  only?: readonly FaultKind[];
  script?: readonly Fault[];
  /** How long to wait for people and agents at the end, and for the cards; the stated times when left out. */
  patienceMs?: number;
  everyMs?: number;
  /** The checkout whose `src/cli.ts` is run. */
  build: string;
  /** Everything that is written goes here. */
  folder: string;
  tell: (line: string) => void;
}

export interface RunResult {
  evidence: Evidence;
  /** Faults that came true. */
  faults: number;
  /** From the end of the last fault until every card showed the truth, in milliseconds; null: not in time. */
  reconciledMs: number | null;
}

/** After the last fault, every card has to show the truth within this time. */
export const RECONCILED_MS = 90_000;
const READY_MS = 60_000;
/** An agent that was waiting on a dead connection asks again after a minute. */
const AGENTS_MS = 150_000;
/** Faults that may not overlap with one another: each brings the database back by itself. */
const ALONE = new Set<FaultKind>(["restart-database", "lose-jobs", "fill-disk", "cut-database"]);

export async function run(options: RunOptions): Promise<RunResult> {
  const { seed, folder, build, tell } = options;
  mkdirSync(folder, { recursive: true });
  // PostgreSQL runs as another user, who has to get through.
  chmodSync(folder, 0o755);
  const files = {
    agents: join(folder, "agents.jsonl"),
    people: join(folder, "people.jsonl"),
    dump: join(folder, "platforms.json"),
  };
  const journal = openJournal(files.agents);
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const data = join(folder, "data");
    const database =
      options.database === "postgres" ? await openPostgres(data, await freePort()) : await openPglite(data);
    closers.push(() => database.stop());
    const ports = { discord: 0, telegram: 0 };
    const servicePorts = await Promise.all(Array.from({ length: options.processes }, freePort));
    const proxies: Stage["proxies"] = {
      discord: await openProxy(() => [ports.discord]),
      telegram: await openProxy(() => [ports.telegram]),
      agents: await openProxy(() => servicePorts),
      database: database.port === null ? null : await openProxy(() => [database.port ?? 0]),
    };
    closers.push(() =>
      Promise.all(Object.values(proxies).flatMap((proxy) => (proxy ? [proxy.close()] : []))),
    );
    const child = fork(join(import.meta.dirname, "platforms-process.ts"), [
      String(seed),
      files.people,
      String(proxies.discord.port),
    ]);
    closers.push(async () => child.disconnect());
    const platforms = callsTo<PlatformCalls>(child);
    Object.assign(ports, await platforms.ports());

    const url = `http://localhost:${proxies.agents.port}`;
    const env = {
      PATH: process.env["PATH"] ?? "",
      DISCORD_TOKEN: tokens.discord,
      DISCORD_API_URL: `http://127.0.0.1:${proxies.discord.port}/api`,
      TELEGRAM_TOKEN: tokens.telegram,
      TELEGRAM_API_URL: `http://127.0.0.1:${proxies.telegram.port}`,
      PUBLIC_URL: url,
      COUNTERSIGN_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
      DATA_DIR: data,
      LOG_FORMAT: "json",
      LOG_LEVEL: process.env["FAULTS_LOG_LEVEL"] ?? "info",
      ...(proxies.database
        ? { DATABASE_URL: `postgres://postgres:test@127.0.0.1:${proxies.database.port}/countersign` }
        : {}),
    };
    const key = await declare(build, env, folder);
    const processes = servicePorts.map((port, index) =>
      runProcess({
        index,
        port,
        node: process.execPath,
        build,
        env: { ...env, DATA_DIR: proxies.database ? join(folder, `data-${index}`) : data },
        logs: folder,
        note: journal.note,
      }),
    );
    let ended = false;
    closers.push(async () => (ended ? undefined : Promise.all(processes.map((each) => each.end()))));
    await eventually("the service is ready", READY_MS, async () =>
      (await Promise.all(processes.map((each) => each.ready()))).every(Boolean),
    );
    const linked = await platforms.link();
    if (linked !== humans.filter(({ discord, telegram }) => discord && telegram).length)
      throw new Error("Not everybody could link their accounts.");
    const stage: Stage = { processes, database, platforms, proxies, bans: 0, stops: [] };

    await platforms.crowd();
    const most = 200;
    const agents = startAgents({ url, key, seed, perSecond: options.perSecond, most, note: journal.note });
    const faults = await play(stage, options, journal.note);
    agents.enough();
    tell("all trouble ends");
    const calmed = performance.now();
    await platforms.calm();
    for (const proxy of Object.values(proxies)) proxy?.mend();
    for (const each of processes) each.setClock(0);

    const { patienceMs: agentsMs = AGENTS_MS, patienceMs: cardsMs = RECONCILED_MS } = options;
    await eventually(
      "agents and people are done",
      agentsMs,
      async () => agents.open() === 0 && (await platforms.busy()) === 0,
    ).catch((failure: unknown) => tell(String(failure)));
    const shown = await eventually(
      "every card shows the end",
      cardsMs,
      async () => (await platforms.asking()) === 0,
    )
      .then(() => true)
      .catch(() => false);
    const reconciledMs = shown ? performance.now() - calmed : null;
    await quiet(stage, cardsMs);
    agents.abandon();

    const stops = [...stage.stops];
    for (const each of processes) stops.push(await each.end());
    ended = true;
    await platforms.dump(files.dump);
    const falls = processes.flatMap((each) => each.falls);
    journal.close();
    const evidence = await collect(
      database,
      { journals: [files.agents, files.people], dump: files.dump },
      { falls, stops },
    );
    return { evidence, faults, reconciledMs };
  } finally {
    for (const close of closers.reverse())
      await close().catch((failure: unknown) => tell(`closing: ${String(failure)}`));
  }
}

/** Resolves to how many faults came true, when the last one is over. */
async function play(
  stage: Stage,
  options: RunOptions,
  note: ReturnType<typeof openJournal>["note"],
): Promise<number> {
  const { database, folder, tell } = options;
  const { canFillDisk } = stage.database;
  const script = options.script ?? scriptOf({ ...options, database, canFillDisk });
  writeFileSync(join(folder, "script.txt"), `${script.map(say).join("\n")}\n`);
  const began = performance.now();
  let played = 0;
  let alone: Promise<void> = Promise.resolve();
  const open = new Set<Promise<void>>();
  for (const [index, fault] of script.entries()) {
    await sleep(Math.max(0, fault.atMs - (performance.now() - began)));
    tell(say(fault));
    note({ what: "fault", fault: fault.kind, index });
    const begin = () =>
      inject(stage, fault).then(
        () => void (played += 1),
        (failure: unknown) => {
          const why = failure instanceof Error ? failure.message : String(failure);
          tell(`         (did not happen: ${why})`);
          note({ what: "fault-failed", fault: fault.kind, why });
        },
      );
    const running = ALONE.has(fault.kind) ? (alone = alone.then(begin)) : begin();
    open.add(running);
    void running.finally(() => open.delete(running));
  }
  await sleep(Math.max(0, options.minutes * 60_000 - (performance.now() - began)));
  await Promise.all(open);
  return played;
}

/** Until nothing is left to be drawn: by the database where it can be asked, else by waiting. */
async function quiet({ database }: Stage, patienceMs: number): Promise<void> {
  if (database.kind === "pglite") return await sleep(6_000);
  const behind = `select count(*)::int as n from copies join requests on requests.id = request_id
    where shown < version and failure is null`;
  const due = "select count(*)::int as n from looks where due_at is not null";
  await eventually("nothing is behind", patienceMs, async () => {
    const [cards] = await database.rows(behind);
    const [looks] = await database.rows(due);
    return Number(cards?.["n"]) + Number(looks?.["n"]) === 0;
  }).catch(() => undefined);
  await sleep(1_000);
}

/** The documents and a key, before anything runs; resolves to the key. */
async function declare(build: string, env: Record<string, string>, folder: string): Promise<string> {
  const file = join(folder, "manifests.json");
  writeFileSync(
    file,
    manifests()
      .map((each) => JSON.stringify(each))
      .join("\n---\n"),
  );
  const countersign = async (...args: string[]) => {
    const given = ["--disable-warning=ExperimentalWarning", join(build, "src/cli.ts"), ...args];
    return (await promisify(execFile)(process.execPath, given, { env, cwd: folder })).stdout;
  };
  await countersign("apply", "-f", file, "--yes");
  const key = /csk_[A-Za-z0-9_-]+/.exec(await countersign("keys", "create", agentId))?.[0];
  if (!key) throw new Error("`countersign keys create` printed no key.");
  return key;
}

async function eventually(what: string, ms: number, holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + ms; ; await sleep(250)) {
    if (await holds().catch(() => false)) return;
    if (performance.now() > end) throw new Error(`waited ${ms / 1000} s in vain: ${what}`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
