/**
 * Approvals on a durable PostgreSQL: create, decide and claim, against the very same statements sent bare through the
 * driver from as many connections; and the time from a press to the woken long-poll, in bare commits.
 */
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type Database, openDatabase } from "../../src/db/open.ts";
import * as schema from "../../src/db/schema.ts";
import { serviceOn, type Service } from "../../src/service.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import {
  agentDocument,
  MASTER_KEY,
  REFUND,
  ROOM,
  workspaceDocuments,
} from "../support/approval-documents.ts";
import { fakePlatform } from "../support/fake-platform.ts";
import { silent } from "../support/log.ts";
import { type Bench, compare } from "./measure.ts";
import { type BenchServer, startPostgres } from "./postgres.ts";

const FLOWS = 300;
const CONNECTIONS = 8;
const WAKES = 60;

interface Statement {
  text: string;
  parameters: unknown[];
}

export const approvals: Bench = async () => {
  const server = await startPostgres();
  try {
    const recorded = await recordFlows(server);
    const ours = await timeFlows(server);
    const peer = await timeBare(server, recorded);
    const { wake, commit } = await timeWake(server);
    return [
      // Rates: the ratio is ours ÷ peer, the share of the bare speed that is left.
      rate("approval, create + decide + claim", ours, peer, "the same statements, bare"),
      {
        ...compare("approval, press to woken long-poll", "median", wake, commit, "one bare commit"),
        ratio: round(wake / commit),
      },
    ];
  } finally {
    await server.stop();
  }
};

/** The statements of each flow, as the service sends them when it is alone. */
async function recordFlows(server: BenchServer): Promise<Statement[][]> {
  const url = await server.database("recorded");
  await (await openDatabase({ url, dataDir: "/nonexistent" })).close();
  const flows: Statement[][] = [];
  let current: Statement[] | null = null;
  const client = postgres(url, {
    max: 1,
    onnotice: () => {},
    debug: (_connection, text, parameters) => current?.push({ text, parameters: [...parameters] }),
  });
  const opened = {
    db: drizzle(client, { schema }) as unknown as Database,
    backend: { kind: "postgres" as const, url },
    listen: async () => async () => {},
    close: () => client.end(),
  };
  const service = await start(opened);
  await flow(service, -1);
  for (let index = 0; index < FLOWS; index++) {
    current = [];
    await flow(service, index);
    flows.push(current);
    current = null;
  }
  await service.stop();
  return flows;
}

async function timeFlows(server: BenchServer): Promise<number> {
  const url = await server.database("ours");
  const service = await start(await openDatabase({ url, dataDir: "/nonexistent", connections: CONNECTIONS }));
  await flow(service, -1);
  const perSecond = await inParallel(FLOWS, (index) => flow(service, index));
  await service.stop();
  return perSecond;
}

async function timeBare(server: BenchServer, flows: Statement[][]): Promise<number> {
  const url = await server.database("bare");
  const service = await start(await openDatabase({ url, dataDir: "/nonexistent" }));
  await flow(service, -1);
  await service.stop();
  const clients = Array.from({ length: CONNECTIONS }, () => postgres(url, { max: 1, onnotice: () => {} }));
  await Promise.all(clients.map((client) => client`select 1`));
  const free = [...clients];
  const perSecond = await inParallel(flows.length, async (index) => {
    const client = free.pop();
    if (!client) throw new Error("more flows at once than connections");
    for (const { text, parameters } of flows[index] ?? [])
      await client.unsafe(text, parameters as never[], { prepare: true });
    free.push(client);
  });
  await Promise.all(clients.map((client) => client.end()));
  return perSecond;
}

async function timeWake(server: BenchServer): Promise<{ wake: number; commit: number }> {
  const url = await server.database("wake");
  const service = await start(await openDatabase({ url, dataDir: "/nonexistent", connections: CONNECTIONS }));
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client`create table tick (n int)`;
  const wakes: number[] = [];
  const commits: number[] = [];
  for (let index = 0; index < WAKES; index++) {
    const asked = await ask(service, index);
    const waiting = readRequest(service.ctx, "support-bot", asked.request.id, { waitMs: 10_000 });
    const pressed = performance.now();
    await Promise.all([approve(service, asked.request.id, index), waiting]);
    wakes.push(performance.now() - pressed);
    const committed = performance.now();
    await client`insert into tick values (${index})`;
    commits.push(performance.now() - committed);
  }
  await client.end();
  await service.stop();
  return { wake: middle(wakes), commit: middle(commits) };
}

async function start(opened: Parameters<typeof serviceOn>[0]): Promise<Service> {
  const discord = fakePlatform("discord");
  const telegram = fakePlatform("telegram");
  discord.join("301001", { roles: ["301"] });
  telegram.join("5551");
  const options = { publicUrl: "http://localhost:8787", masterKey: MASTER_KEY, log: silent, worker: false };
  const service = await serviceOn(opened, { ...options, platforms: { discord, telegram } });
  await applyDocuments(service.ctx, [agentDocument(), ...workspaceDocuments()], "bench");
  return service;
}

async function flow(service: Service, index: number): Promise<void> {
  const asked = await ask(service, index);
  await approve(service, asked.request.id, index);
  const claimed = await claimGrant(service.ctx, "support-bot", asked.request.id, asked.claimSecret);
  if (!claimed.ok) throw new Error(claimed.refusal.words);
}

async function ask(service: Service, index: number) {
  const params = { orderId: `A-${index + 2}`, amount: "49.00", currency: "EUR" };
  const asked = await requestApproval(service.ctx, "support-bot", { ...REFUND, params });
  if (!asked.ok) throw new Error(asked.refusal.words);
  return asked.value;
}

async function approve(service: Service, requestId: string, index: number): Promise<void> {
  await castVote(service.ctx, {
    requestId,
    verdict: "approve",
    reason: null,
    actor: { platform: "discord", id: "301001", name: "Fiona", bot: false, anonymous: false, locale: null },
    on: { place: { platform: "discord", workspace: "6137", channel: ROOM.discord }, message: `m${index}` },
  });
}

/** Runs `count` pieces of work, as many at once as there are connections; resolves to how many a second. */
async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<number> {
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let index = next++; index < count; index = next++) await work(index);
    }),
  );
  return count / ((performance.now() - begun) / 1000);
}

function rate(bench: string, ours: number, peer: number, peerName: string) {
  return {
    bench,
    metric: "durable",
    ours: round(ours),
    peer: round(peer),
    peerName,
    ratio: round(ours / peer),
    unit: "1/s",
  };
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
