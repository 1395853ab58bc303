/** An agent that asks too much: equal wishes joined, a bucket for each action, a pause when people keep saying no. */
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { takeToken } from "../../src/db/buckets.ts";
import { requests } from "../../src/db/schema.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import type { Asked } from "../../src/use-cases/existing-request.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import type { Actor } from "../../src/platforms/platform.ts";
import { agentDocument, approvalWorld, REFUND, type World } from "../support/approval-world.ts";
import { freshPostgresUrl } from "../support/database.ts";
import { textOf } from "../support/fake-platform.ts";

let world: World;
let approver: Actor;
beforeEach(async () => {
  world = await approvalWorld();
  approver = world.telegram.join("5551");
});
afterEach(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
});
const limit = async (limits: object) =>
  await applyDocuments(world.ctx, [agentDocument({}, {}, limits)], "operator");
const order = (n: number) => ({ params: { ...(REFUND.params as object), orderId: `A-${n}` } });

describe("too often", () => {
  it("is refused with how long to wait; then one more is let through; another action has its own bucket", async () => {
    await limit({ burst: 3, every: "30s" });
    for (let n = 1; n <= 3; n++) await world.ask(order(n));
    const refused = await world.ask(order(4)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "rate_limited", message: expect.stringContaining("refund.issue") });
    const { retryAfterMs } = refused as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(25_000);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
    await world.ask({ action: "note.write", params: {} });
    world.clock.ahead += retryAfterMs;
    await world.ask(order(4));
    await expect(world.ask(order(5))).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("only what people would have seen counts: not what was refused, nor repeats of what is there", async () => {
    await limit({ burst: 2, every: "1h" });
    for (let i = 0; i < 5; i++)
      await expect(world.ask({ params: {} })).rejects.toMatchObject({ code: "params_invalid" });
    for (let i = 0; i < 5; i++) await world.ask({ ...order(1), idempotencyKey: "k" });
    for (let i = 0; i < 5; i++) await world.ask(order(1));
    await world.ask(order(2));
    await expect(world.ask(order(3))).rejects.toMatchObject({ code: "rate_limited" });
    await expect(world.ask({ ...order(1), idempotencyKey: "k" })).resolves.toMatchObject({ created: false });
  });

  it("a bucket never gives more than it has, to however many at once from several processes", async () => {
    const url = await freshPostgresUrl();
    const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
    const all = [await open(), await open(), await open(), await open()];
    const bucket = { key: "race", size: 10, everyMs: 1_000 };
    const start = Date.now();
    const take = async (now: number, times: number) =>
      await Promise.all(
        Array.from({ length: times }, (_, i) => takeToken(all[i % 4]!.db, bucket, now - (i % 3))),
      );
    const first = await take(start, 128);
    expect(first.filter((wait) => wait === null)).toHaveLength(10);
    expect(Math.max(...first.map((wait) => wait ?? 0))).toBeLessThanOrEqual(1_003);
    // Three seconds later there are three more; a process whose clock is behind gets none of its own.
    expect((await take(start + 3_003, 64)).filter((wait) => wait === null)).toHaveLength(3);
    for (const opened of all) await opened.close();
  });
});

describe("the same wish while it is undecided", () => {
  beforeEach(() => limit({ burst: 1000 }));

  it("is the same request, with the same secret, on one card; a new one after it was decided", async () => {
    const first = await world.ask();
    const second = await world.ask({ reason: "please!" });
    expect(second).toMatchObject({
      created: false,
      claimSecret: first.claimSecret,
      request: { id: first.request.id },
    });
    await world.press(approver, first.request.id, "deny");
    const third = await world.ask();
    expect(third.created).toBe(true);
    await world.until("two cards", () => world.discord.messages.size === 2);
  });

  it("keeps its own Idempotency-Key, for a day, also after the decision", async () => {
    const first = await world.ask({ idempotencyKey: "one" });
    const joined = await world.ask({ idempotencyKey: "two" });
    expect(joined.request.id).toBe(first.request.id);
    await world.press(approver, first.request.id, "approve");
    const again = await world.ask({ idempotencyKey: "two" });
    expect(again).toMatchObject({ created: false, request: { id: first.request.id, state: "approved" } });
    await expect(world.ask({ idempotencyKey: "two", reason: "other" })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    world.clock.ahead += 86_400_001;
    expect((await world.ask({ idempotencyKey: "two", reason: "other" })).created).toBe(true);
  });

  it("is another one when somebody else asked for it: who may not vote differs", async () => {
    const first = await world.ask({ origin: { platform: "telegram", requestedBy: "5550004" } });
    const second = await world.ask({ origin: { platform: "telegram", requestedBy: "5551" } });
    expect(second.request.id).not.toBe(first.request.id);
    expect((await world.press(approver, second.request.id, "approve")).title).toContain(
      "asked for this yourself",
    );
  });

  it("is a new one the moment the old one's time is over, even if nobody has noticed", async () => {
    const first = await world.ask({ decideWithin: "60s" });
    world.clock.ahead += 60_001;
    const second = await world.ask();
    expect(second).toMatchObject({ created: true, request: { state: "pending" } });
    expect(second.request.id).not.toBe(first.request.id);
  });

  it("is separate where the manifest says so", async () => {
    await limit({ join: false });
    expect((await world.ask()).request.id).not.toBe((await world.ask()).request.id);
  });

  it("asked by 32 callers at once through four processes makes one request", async () => {
    const url = await freshPostgresUrl();
    const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
    const one = await approvalWorld({ opened: await open() });
    await applyDocuments(one.ctx, [agentDocument({}, {}, { burst: 1000 })], "operator");
    const all = [one];
    while (all.length < 4)
      all.push(await approvalWorld({ opened: await open(), platforms: one, worker: false }));
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, i) =>
        requestApproval(all[i % 4]!.ctx, "support-bot", {
          ...REFUND,
          ...(i % 2 ? { idempotencyKey: `key ${i}` } : {}),
        }),
      ),
    );
    expect(
      new Set(answers.map((answer) => (answer.ok ? answer.value.request.id : answer.refusal.code))).size,
    ).toBe(1);
    expect(answers.filter((answer) => answer.ok && answer.value.created)).toHaveLength(1);
    expect(await one.ctx.db.select().from(requests)).toHaveLength(1);
    for (const each of all.toReversed()) await each.stop();
  });
});

describe("people keep saying no", () => {
  const notices = () =>
    [world.discord, world.telegram].map(
      (platform) =>
        [...platform.messages.values()].filter(({ card }) => card.title === "An agent asks too much").length,
    );

  it("three times in a row: the agent has to wait, and every approvals place hears of it once", async () => {
    await limit({ pause: "10m" });
    for (let n = 1; n <= 3; n++) {
      const { request } = await world.ask(order(n));
      await world.press(approver, request.id, "deny");
    }
    const refused = await world.ask(order(4)).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "rate_limited",
      message: expect.stringContaining("again and again"),
    });
    expect((refused as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(590_000);
    await world.until("one notice in each place", () => notices().every((count) => count === 1));
    const notice = [...world.discord.messages.values()].find(
      ({ card }) => card.title === "An agent asks too much",
    );
    expect(textOf(notice!.card)).toMatch(/support-bot.*refund\.issue.*last 3 times.*\/freeze support-bot/);
    // Its other actions are not meant.
    await world.ask({ action: "note.write", params: {} });
    // After the wait it starts anew: one more no is not the fourth.
    world.clock.ahead += 600_001;
    const { request } = await world.ask(order(5));
    await world.press(approver, request.id, "deny");
    await world.ask(order(6));
    const kinds: string[] = [];
    for await (const entry of exportLedger(world.ctx)) kinds.push(entry.kind);
    expect(kinds.filter((kind) => kind === "agent.paused")).toHaveLength(1);
  });

  it("not where the manifest says never", async () => {
    await limit({ pause: "never" });
    for (let n = 1; n <= 4; n++) {
      const { request } = await world.ask(order(n));
      await world.press(approver, request.id, "deny");
    }
    expect(notices()).toEqual([0, 0]);
  });

  it("three denials that commit at the same moment are counted one after the other", async () => {
    const url = await freshPostgresUrl();
    const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
    const one = await approvalWorld({ opened: await open() });
    await applyDocuments(one.ctx, [agentDocument({}, {}, { burst: 1000, pause: "10m" })], "operator");
    const asked: Asked[] = [];
    for (let n = 0; n < 3; n++) asked.push(await one.ask(order(n)));
    await one.until("all cards", () => one.telegram.messages.size === 3);
    const mira = one.telegram.join("5551");
    const aside = await open();
    // While the ledger is held, every denial that does not take its turn counts before any other has committed.
    const answers = await aside.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(7203118646)`);
      const pressed = asked.map(({ request }) => one.press(mira, request.id, "deny"));
      await new Promise((resolve) => setTimeout(resolve, 400));
      return pressed;
    });
    await Promise.all(answers);
    await expect(one.ask(order(9))).rejects.toMatchObject({ code: "rate_limited" });
    await aside.close();
    await one.stop();
  });

  it("twelve denials at once through four processes make one pause and one notice", async () => {
    const url = await freshPostgresUrl();
    const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
    const one = await approvalWorld({ opened: await open() });
    await applyDocuments(one.ctx, [agentDocument({}, {}, { burst: 1000, pause: "10m" })], "operator");
    const all = [one];
    while (all.length < 4)
      all.push(await approvalWorld({ opened: await open(), platforms: one, worker: false }));
    const asked = [];
    for (let n = 0; n < 12; n++) asked.push(await one.ask(order(n)));
    await one.until("all cards", () => one.telegram.messages.size === 12);
    const mira = one.telegram.join("5551");
    await Promise.all(asked.map(({ request }, i) => all[i % 4]!.press(mira, request.id, "deny")));
    const kinds: string[] = [];
    for await (const entry of exportLedger(one.ctx)) kinds.push(entry.kind);
    expect(kinds.filter((kind) => kind === "request.denied")).toHaveLength(12);
    expect(kinds.filter((kind) => kind === "agent.paused")).toHaveLength(1);
    await one.until(
      "the notices",
      () => one.telegram.messages.size === 13 && one.discord.messages.size === 13,
    );
    for (const each of all.toReversed()) await each.stop();
  });
});
