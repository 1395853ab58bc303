/** What somebody who watches the service reads: times, queues, silence, and how much of each place the audit could see. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audits } from "../../src/db/schema.ts";
import { healthOf } from "../../src/platforms/discord/health.ts";
import { createHealth } from "../../src/platforms/telegram/health.ts";
import { checkHealth } from "../../src/use-cases/check-health.ts";
import { readMetrics } from "../../src/use-cases/read-metrics.ts";
import { httpWorld, send, wish } from "../support/http-world.ts";

let world: Awaited<ReturnType<typeof httpWorld>>;
let key: string;
beforeAll(async () => {
  world = await httpWorld();
  key = (await world.agent("support-bot", { join: false })).key;
});
afterAll(async () => await world.stop());

const ask = async () => String((await send(`${world.url}/v1/requests`, key, { body: { ...wish } })).json.id);
const read = async (name: string, labels: Record<string, string> = {}) => {
  const metrics = await readMetrics(world.ctx, process.memoryUsage());
  const family = metrics.find((metric) => metric.name === `countersign_${name}`);
  return family?.samples.find((sample) => Object.entries(labels).every(([k, v]) => sample.labels[k] === v))
    ?.value;
};

test("times to decide are those of the last day, of what people decided", async () => {
  expect(await read("decision_seconds", { quantile: "0.5" })).toBeUndefined();
  for (const verdict of ["approve", "deny", "deny"] as const) await world.vote(await ask(), verdict);
  const waits = [2, 4, 60];
  await world.ctx.db.execute(sql`
    update requests set created_at = decided_at - (array[2, 4, 60])[n] * interval '1 second'
    from (select id, row_number() over () as n from requests where decided_at is not null) k where k.id = requests.id`);
  expect(await read("decisions_day")).toBe(waits.length);
  expect(await read("decision_seconds", { quantile: "0.5" })).toBe(4);
  expect(await read("decision_seconds", { quantile: "0.95" })).toBeCloseTo(54.4, 1);
  world.clock.ahead = 86_400_000 + 60_000;
  expect(await read("decisions_day")).toBe(0);
  expect(await read("decision_seconds", { quantile: "0.5" })).toBeUndefined();
  world.clock.ahead = 0;
});

test("the age of the oldest card that is behind, and of the oldest job", async () => {
  const busy = Promise.withResolvers<void>();
  world.telegram.before = () => busy.promise;
  await ask();
  world.clock.ahead = 90_000;
  expect(await read("cards_behind")).toBeGreaterThan(0);
  expect(await read("cards_behind_seconds")).toBeGreaterThanOrEqual(90);
  world.clock.ahead = 0;
  busy.resolve();
  world.telegram.before = () => {};
  await world.ctx.db.execute(sql`
    insert into pgboss.job (name, data, start_after) values
      ('greet', '{}', now() + interval '1 hour'), ('look-again', '{}', now() - interval '30 seconds')`);
  expect(await read("jobs_waiting", { queue: "greet" })).toBe(0);
  expect(await read("jobs_oldest_seconds", { queue: "greet" })).toBe(0);
  await world.ctx.db.execute(sql`
    insert into pgboss.job (name, data, state) values ('greet', '{}', 'failed'), ('greet', '{}', 'failed')`);
  expect(await read("jobs_failed", { queue: "greet" })).toBe(2);
});

test("what the newest audit of each place could see", async () => {
  const row = {
    platform: "discord",
    workspace: "900",
    seenAt: new Date(),
    sha256: "",
    snapshot: "{}",
    tracked: [],
    drift: null,
  };
  for (const [seen, minutesAgo] of [
    [3, 9],
    [5, 1],
  ] as const)
    await world.ctx.db.insert(audits).values({
      ...row,
      takenAt: new Date(Date.now() - minutesAgo * 60_000),
      summary: { agents: [], coverage: { seen, total: 8 } },
    });
  expect(await read("audit_channels_seen", { workspace: "900" })).toBe(5);
  expect(await read("audit_channels", { workspace: "900" })).toBe(8);
});

test("how long nothing was heard, and that too long is not fine", async () => {
  let clock = 1_000;
  const health = createHealth(110_000, () => clock);
  const platforms = { telegram: { ...world.telegram, health: () => health.now() } };
  const ctx = { ...world.ctx, now: Date.now, platforms };
  const lag = async () =>
    (await readMetrics(ctx, process.memoryUsage())).find(
      ({ name }) => name === "countersign_platform_silent_seconds",
    )?.samples;
  expect(health.now()).toEqual({ ok: false, why: "Not connected to Telegram yet." });
  health.ok();
  expect(await lag()).toEqual([]);
  health.heard();
  clock += 100_000;
  expect((await lag())?.[0]?.value).toBeCloseTo(100, 0);
  expect(health.now().ok).toBe(true);
  clock += 11_000;
  expect((await checkHealth(ctx)).parts["telegram"]).toEqual({
    ok: false,
    why: "Nothing was heard from Telegram for 111 seconds; what arrives there waits.",
  });
  expect(
    (await readMetrics(ctx, process.memoryUsage())).find(({ name }) => name === "countersign_platform_up"),
  ).toMatchObject({ samples: [{ value: 0 }] });
  // Whoever stands by hears nothing, and that is fine.
  health.ok();
  clock += 1_000_000;
  expect(health.now()).toEqual({ ok: true, why: null });
});

test("of several shards the most silent one counts", () => {
  const line = { state: "connected" as const, why: "", heardAt: 100_000 };
  const late = { ...line, heardAt: 60_000 };
  expect(healthOf([line, line], 31_000, 110_000)).toEqual({ ok: true, why: null, heardAt: 100_000 });
  expect(healthOf([line, late], 31_000, 110_000)).toEqual({
    ok: false,
    why: "Nothing was heard from Discord for 50 seconds.",
    heardAt: 60_000,
  });
  const broken = { ...line, state: "connecting" as const, why: "Connecting again." };
  expect(healthOf([line, broken], 31_000, 110_000)).toMatchObject({
    ok: false,
    why: "1 of 2 shards: Connecting again.",
  });
  expect(healthOf([], 31_000)).toEqual({ ok: false, why: "Connecting to Discord." });
});
