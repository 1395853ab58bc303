/**
 * Approvals on a durable PostgreSQL. Create, decide and claim, against the very same statements sent bare through the driver
 * from as many connections, and against pgbench, PostgreSQL's own load generator, with the same statements as a script. Then
 * the way of a press to the woken long-poll, whole and leg by leg, in bare commits.
 */
import postgres from "postgres";
import { openDatabase } from "../../src/db/open.ts";
import { benchService, flow, openedWith } from "./approval-service.ts";
import { wakeUp } from "./approval-wake.ts";
import type { Bench, Line } from "./measure.ts";
import { type BenchServer, startPostgres } from "./postgres.ts";
import { perSecondOfPgbench } from "./pgbench.ts";

const FLOWS = 400;
const WARM = 200;
const CONNECTIONS = 8;

export interface Statement {
  text: string;
  parameters: unknown[];
}

export const approvals: Bench = async () => {
  const server = await startPostgres();
  try {
    const recorded = await recordFlows(server);
    const ours = await timeFlows(server);
    const bare = await timeBare(server, recorded);
    const pgbench = await timePgbench(server, recorded);
    return [
      // Rates: the ratio is ours ÷ peer, the share of the bare speed that is left.
      rate(ours, bare, "the same statements, bare"),
      rate(
        ours,
        pgbench,
        pgbench === null ? "pgbench is not on this machine" : "pgbench, the same statements",
      ),
      ...(await wakeUp(server)),
    ];
  } finally {
    await server.stop();
  }
};

interface Recorded {
  flows: Statement[][];
  /** Of the documents: statements name the one that they were judged by. */
  revision: string;
}

/** The statements of each flow, as the service sends them when it is alone. */
async function recordFlows(server: BenchServer): Promise<Recorded> {
  const url = await server.database("recorded");
  await (await openDatabase({ url, dataDir: "/nonexistent" })).close();
  const flows: Statement[][] = [];
  let current: Statement[] | null = null;
  const client = postgres(url, {
    max: 1,
    onnotice: () => {},
    debug: (_connection, text, parameters) => current?.push({ text, parameters: [...parameters] }),
  });
  const service = await benchService(openedWith(client, url));
  await flow(service, -1);
  for (let index = 0; index < FLOWS + WARM; index++) {
    current = [];
    await flow(service, index);
    flows.push(current);
    current = null;
  }
  const [row] = await client`select value from revisions where name = 'documents'`;
  await service.stop();
  return { flows, revision: String(row?.["value"]) };
}

async function timeFlows(server: BenchServer): Promise<number> {
  const url = await server.database("ours");
  const service = await benchService(
    await openDatabase({ url, dataDir: "/nonexistent", connections: CONNECTIONS }),
  );
  await inParallel(WARM, (index) => flow(service, index));
  const perSecond = await inParallel(FLOWS, (index) => flow(service, WARM + index));
  await service.stop();
  return perSecond;
}

async function timeBare(server: BenchServer, { flows, revision }: Recorded): Promise<number> {
  const url = await likeRecorded(server, "bare", revision);
  const clients = Array.from({ length: CONNECTIONS }, () => postgres(url, { max: 1, onnotice: () => {} }));
  const free = [...clients];
  const send = async (index: number) => {
    const client = free.pop();
    if (!client) throw new Error("more flows at once than connections");
    for (const { text, parameters } of flows[index] ?? [])
      await client.unsafe(text, parameters as never[], { prepare: true });
    free.push(client);
  };
  await inParallel(WARM, send);
  const perSecond = await inParallel(FLOWS, (index) => send(WARM + index));
  await sameWork(clients[0]!, FLOWS + WARM);
  await Promise.all(clients.map((client) => client.end()));
  return perSecond;
}

async function timePgbench(server: BenchServer, { flows, revision }: Recorded): Promise<number | null> {
  const url = await likeRecorded(server, "pgbench", revision);
  const perSecond = await perSecondOfPgbench(url, flows.slice(WARM), CONNECTIONS);
  if (perSecond === null) return null;
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await sameWork(client, FLOWS);
  await client.end();
  return perSecond;
}

/** A database in which the recorded statements find what they found when they were recorded. */
async function likeRecorded(server: BenchServer, name: string, revision: string): Promise<string> {
  const url = await server.database(name);
  const service = await benchService(await openDatabase({ url, dataDir: "/nonexistent" }));
  await flow(service, -1);
  await service.stop();
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client`update revisions set value = ${revision} where name = 'documents'`;
  await client.end();
  return url;
}

/** Bare statements that found nothing to do would be no comparison. */
async function sameWork(client: postgres.Sql, flows: number): Promise<void> {
  const [row] = await client`select
    (select count(*)::int from requests where state = 'approved') as approved,
    (select count(*)::int from ledger where kind in ('request.created', 'vote.cast', 'request.approved')) as entries`;
  if (row?.["approved"] !== flows + 1 || row["entries"] !== 3 * (flows + 1))
    throw new Error(`The bare statements did other work than the service: ${JSON.stringify(row)}.`);
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

function rate(ours: number, peer: number | null, peerName: string): Line {
  const [shown, beside] = [ours, peer ?? Number.NaN].map((value) => Number(value.toPrecision(4)));
  return {
    bench: "approval, create + decide + claim",
    metric: "durable",
    ours: shown!,
    peer: peer === null ? null : beside!,
    peerName,
    ratio: peer === null ? null : Number((ours / peer).toPrecision(4)),
    unit: "1/s",
  };
}
