/**
 * Eight processes with a role each on one PostgreSQL: two for agents, two for jobs, two for Telegram, two for Discord's two
 * shards. Each is restarted in turn while agents ask and people press, and whoever does something alone is killed.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DiscordSandbox, startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { startTelegramSandbox, type TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { discordIds, telegramIds, tokens } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";
import { schedules } from "../../src/schedules/index.ts";
import { Countersign } from "../../src/sdk/client.ts";
import { cli } from "../support/cli.ts";
import { freshPostgresUrl } from "../support/database.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";

const parts = ["http", "http", "worker", "worker", "telegram", "telegram", "discord", "discord"] as const;
const manifest = JSON.stringify({
  apiVersion: "countersign/v1",
  kind: "Agent",
  metadata: { id: "cashier" },
  actions: [
    {
      type: "pay.out",
      audience: "till",
      policy: {
        approvers: [`discord:role:${discordIds.finance}`, `telegram:user:${people.mo.telegram}`],
        decideWithin: "10m",
        useWithin: "10m",
      },
      limits: { burst: 10_000, every: "1s", pause: "never", join: false },
    },
  ],
});
const workspaces = [
  { platform: "discord", id: discordIds.guild, approvals: discordIds.approvals },
  { platform: "telegram", id: telegramIds.team, approvals: telegramIds.team },
].map(({ platform, id, approvals }) =>
  JSON.stringify({
    apiVersion: "countersign/v1",
    kind: "Workspace",
    metadata: { platform, id },
    places: { approvals },
    approvers:
      platform === "discord"
        ? [`discord:role:${discordIds.finance}`]
        : [`telegram:user:${people.mo.telegram}`],
  }),
);

let folder: string;
let database: string;
let discord: DiscordSandbox;
let telegram: TelegramSandbox;
let key: string;
let ports: number[];
let running: ServiceProcess[];

const envOf = (index: number): Record<string, string> => ({
  DISCORD_TOKEN: tokens.discord,
  DISCORD_API_URL: discord.apiUrl,
  DISCORD_SHARDS: "0-1/2",
  TELEGRAM_TOKEN: tokens.telegram,
  TELEGRAM_API_URL: telegram.apiUrl,
  DATABASE_URL: database,
  DATA_DIR: join(folder, "data"),
  PORT: String(ports[index] ?? 0),
  PUBLIC_URL: "http://localhost:8787",
  COUNTERSIGN_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  COUNTERSIGN_ROLES: parts[index] ?? "",
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-roles-"));
  [database, discord, telegram, ports] = await Promise.all([
    freshPostgresUrl(),
    startDiscordSandbox({ world: discordWorld }),
    startTelegramSandbox({ world: telegramWorld }),
    Promise.all([freePort(), freePort()]),
  ]);
  const file = join(folder, "agents.yaml");
  await writeFile(file, [manifest, ...workspaces].join("\n---\n"));
  const applied = await cli(envOf(0), "apply", "-f", file, "--yes");
  expect(applied.err).toBe("");
  key = /csk_[A-Za-z0-9_-]+/.exec((await cli(envOf(0), "keys", "create", "cashier")).out)?.[0] ?? "";
  running = await Promise.all(parts.map((_, index) => startProcess(envOf(index))));
}, 300_000);
afterAll(async () => {
  await Promise.all(running.map((each) => each.terminate()));
  await Promise.all([discord.close(), telegram.close()]);
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

/** Pressed once each: every second one on Telegram, the others on Discord. */
function startCrowd() {
  const pressed = new Map<string, Promise<{ acknowledged: boolean; says: string }>>();
  const fiona = discord.control.as(people.fiona.discord);
  const mo = telegram.control.as(people.mo.telegram);
  const look = () => {
    for (const card of fiona.sees(discordIds.approvals)) {
      const order = /"?order"?\D+(\d+)/.exec(card.text)?.[1];
      if (!order || Number(order) % 2 === 1 || pressed.has(order) || !card.text.includes("Approval needed"))
        continue;
      pressed.set(
        order,
        fiona
          .press(discordIds.approvals, card.id, "Approve")
          .then(({ acknowledged, notice }) => ({ acknowledged, says: notice ?? "" }))
          .catch((failure: unknown) => ({ acknowledged: false, says: String(failure) })),
      );
    }
    for (const card of mo.sees(telegramIds.team)) {
      const order = /"?order"?\D+(\d+)/.exec(card.text)?.[1];
      if (!order || Number(order) % 2 === 0 || pressed.has(order) || card.keyboard.length === 0) continue;
      pressed.set(
        order,
        mo
          .press(telegramIds.team, card.id, "Approve", { within: 10_000 })
          .then(({ answered, text }) => ({ acknowledged: answered, says: text })),
      );
    }
  };
  const timer = setInterval(look, 50);
  return { pressed, stop: () => clearInterval(timer) };
}

let orders = 0;
const approve = async (at: number) => {
  const order = String((orders += 1));
  const agent = new Countersign({ url: `http://127.0.0.1:${ports[at % 2]}`, key, patience: 60_000 });
  return await agent.approve({ action: "pay.out", params: { order }, audience: "till" });
};

/** How many seats are taken: one lock each. */
async function seats(): Promise<number> {
  const sql = postgres(database, { max: 1 });
  try {
    const [row] = await sql`select count(*)::int as n from pg_locks
      where locktype = 'advisory' and classid = 720311 and granted
        and database = (select oid from pg_database where datname = current_database())`;
    return Number(row?.["n"]);
  } finally {
    await sql.end();
  }
}

test("restarted one after the other, no press is refused or lost, and agents notice nothing", async () => {
  const crowd = startCrowd();
  const over = new AbortController();
  const agents = [0, 1].map(async (at) => {
    const grants: string[] = [];
    while (!over.signal.aborted) {
      grants.push(await approve(at));
      await sleep(150);
    }
    return grants;
  });
  await sleep(1_500);
  const stops: { part: string; code: number | null; ms: number }[] = [];
  for (const [index, part] of parts.entries()) {
    const stopped = await running[index]!.terminate();
    stops.push({ part, ...stopped });
    running[index] = await startProcess(envOf(index));
  }
  await sleep(500);
  over.abort();
  const grants = (await Promise.all(agents)).flat();
  crowd.stop();
  const presses = await Promise.all(crowd.pressed.values());
  expect(presses.filter(({ acknowledged }) => !acknowledged)).toEqual([]);
  expect(grants.length).toBeGreaterThan(20);
  expect(presses.length).toBe(grants.length);
  expect(stops.filter(({ code, ms }) => code !== 0 || ms > 15_000)).toEqual([]);
}, 400_000);

test("one polls, each shard is run once", async () => {
  for (let looks = 0; (await seats()) !== 3; looks += 1) {
    expect(looks).toBeLessThan(100);
    await sleep(150);
  }
});

test("whoever polls or runs a shard is killed, and another one does it", async () => {
  const crowd = startCrowd();
  for (const index of [4, 5, 6, 7]) {
    await running[index]!.kill();
    // One for each platform's people.
    await Promise.all([approve(0), approve(1)]);
    running[index] = await startProcess(envOf(index));
  }
  crowd.stop();
}, 300_000);

test("schedules run once, however many processes there are", async () => {
  const sql = postgres(database, { max: 1 });
  const names = schedules.filter(({ cron }) => cron === "* * * * *").map(({ name }) => name);
  try {
    for (let looks = 0; ; looks += 1) {
      const runs = await sql`select name, date_trunc('minute', created_on) as minute, count(*)::int as n
        from pgboss.job where name in ${sql(names)} and state = 'completed' group by 1, 2`;
      if (runs.length >= names.length) {
        expect(runs.filter((run) => run["n"] !== 1)).toEqual([]);
        break;
      }
      expect(looks).toBeLessThan(200);
      await sleep(500);
    }
  } finally {
    await sql.end();
  }
}, 120_000);
