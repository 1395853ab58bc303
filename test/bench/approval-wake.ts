/** From the press to the answer of a long-poll that waited for it, in bare commits; and where the time goes. */
import postgres from "postgres";
import { openDatabase } from "../../src/db/open.ts";
import { findForPress, findRequest } from "../../src/db/requests.ts";
import { listen } from "../../src/http/listen.ts";
import { createHttp } from "../../src/http/server.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import type { Service } from "../../src/service.ts";
import { discordHarness, general } from "../support/discord-adapter.ts";
import { ids } from "../support/discord-world.ts";
import { approve, ask, benchService, posted } from "./approval-service.ts";
import type { Line } from "./measure.ts";
import type { BenchServer } from "./postgres.ts";

const WAKES = 120;
const WARM = 150;

/** Every line's ratio is how many bare commits it takes: ours ÷ peer. */
export async function wakeUp(server: BenchServer): Promise<Line[]> {
  const url = await server.database("wake");
  const service = await benchService(await openDatabase({ url, dataDir: "/nonexistent", connections: 8 }));
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client`create table tick (n int)`;
  const http = await doorOf(service);
  const standing = await standingOverHttp();
  const took: Record<string, number[]> = {};
  const time = async <T>(leg: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    (took[leg] ??= []).push(performance.now() - begun);
    return result;
  };
  const account = { platform: "discord", userId: "301001" };
  for (let index = 0; index < WAKES + WARM; index++) {
    if (index === WARM) for (const leg of Object.keys(took)) delete took[leg];
    const id = await card(service, index);
    const waiting = readRequest(service.ctx, "support-bot", id, { waitMs: 10_000 });
    await time("press to woken long-poll", () => Promise.all([approve(service, id, index), waiting]));
    await time("one bare commit", () => client`insert into tick values (${index})`);

    const polled = await card(service, WAKES + WARM + index);
    const poll = http.poll(polled);
    await http.waits(polled);
    await time("press to answered long-poll over HTTP", () =>
      Promise.all([approve(service, polled, WAKES + WARM + index), poll]),
    );
    await time("leg: what the press is about (one read)", () => findForPress(service.ctx.db, id, account));
    await time("leg: standing, asked of the platform over HTTP", standing.ask);
    const told = service.ctx.changed(id, 10_000);
    await time("leg: the news, from its commit to whoever waits", async () => {
      await service.ctx.effects.announce(service.ctx.db, id);
      await told;
    });
    await time("leg: the agent's answer (one read)", () => findRequest(service.ctx.db, id));
  }
  await http.close();
  await standing.close();
  await client.end();
  await service.stop();
  const commit = middle(took["one bare commit"]);
  return Object.keys(took)
    .filter((leg) => leg !== "one bare commit")
    .map((leg) => ({
      bench: `approval, ${leg}`,
      metric: "median",
      ours: round(middle(took[leg])),
      peer: round(commit),
      peerName: "one bare commit",
      ratio: round(middle(took[leg]) / commit),
      unit: "ms",
    }));
}

async function card(service: Service, index: number): Promise<string> {
  const { request } = await ask(service, index);
  await posted(service, request.id, index);
  return request.id;
}

/** The agents' door on loopback, and an agent's long poll through it. */
async function doorOf(service: Service) {
  const made = await createKey(service.ctx, "support-bot", "bench");
  if (!made.ok) throw new Error(made.refusal.words);
  const waiting = new Map<string, () => void>();
  // Says when a poll has begun to wait, so that it is the wake-up that is timed.
  const ctx: Service["ctx"] = {
    ...service.ctx,
    changed: (id, ms, signal) => {
      const change = service.ctx.changed(id, ms, signal);
      setTimeout(() => waiting.get(id)?.(), 5);
      return change;
    },
  };
  const listening = await listen(createHttp(ctx, { stopping: new AbortController().signal }), {
    host: "127.0.0.1",
    port: 0,
  });
  const headers = { authorization: `Bearer ${made.value.key}` };
  return {
    poll: async (id: string) => {
      const response = await fetch(`${listening.url}/v1/requests/${id}?wait=10s`, { headers });
      const view = (await response.json()) as { state?: string };
      if (view.state !== "approved") throw new Error(`The poll answered ${JSON.stringify(view)}.`);
    },
    waits: (id: string) => new Promise<void>((resolve) => waiting.set(id, resolve)),
    close: () => listening.close(500),
  };
}

/** What the platform is asked at a press, through the real adapter and a real socket. */
async function standingOverHttp() {
  const harness = await discordHarness();
  const adapter = harness.adapter();
  return {
    ask: () => adapter.standing(ids.moderator, general.workspace),
    close: () => harness.close(),
  };
}

function middle(values: number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
