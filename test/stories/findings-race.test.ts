/** Two people at once, on different processes and a real PostgreSQL: one of them decides, the other is told who was faster. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { findFinding } from "../../src/db/findings.ts";
import { openDatabase } from "../../src/db/open.ts";
import { findingEvents } from "../../src/db/schema.ts";
import type { Tracked } from "../../src/domain/audit/lifecycle.ts";
import { acceptFinding } from "../../src/use-cases/accept-finding.ts";
import { assignFinding } from "../../src/use-cases/assign-finding.ts";
import { endAcceptance, endOverdueAcceptances } from "../../src/use-cases/end-acceptance.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { approvalWorld, type World } from "../support/approval-world.ts";
import { freshPostgresUrl } from "../support/database.ts";
import { keepTracked } from "../support/findings.ts";

const DAY = 86_400_000;
const PAIRS = 20;
let one: World;
let two: World;
beforeAll(async () => {
  const url = await freshPostgresUrl();
  const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
  one = await approvalWorld({ opened: await open(), worker: false });
  two = await approvalWorld({ opened: await open(), worker: false, platforms: one });
  const tracked = Array.from({ length: PAIRS }, (_, index): Tracked => ({
    fingerprint: `f${index}`,
    rule: "discord.bot.administrator",
    subject: { kind: "agent", id: "1576" },
    object: null,
    channels: [],
    severity: "critical",
    status: "open",
    firstSeen: 1_000,
    lastSeen: 1_000,
    closedAt: null,
    acceptance: null,
    baseline: true,
  }));
  await keepTracked(one.ctx.db, { platform: "discord", workspace: "6137" }, tracked);
});
afterAll(async () => {
  expect(await verifyLedger(one.ctx)).toMatchObject({ ok: true });
  await two.stop();
  await one.stop();
});

const ids = Array.from({ length: PAIRS }, (_, index) => `fnd_6137_${index}`);
const person = (id: string) => ({ platform: "discord" as const, id, name: `name of ${id}` });
const accept = (world: World, id: string, who: string) =>
  acceptFinding(world.ctx, {
    id,
    actor: person(who),
    reason: "being-fixed",
    note: `says ${who}`,
    until: Date.now() + 10 * DAY,
  });
const eventsOf = async (id: string) =>
  (await one.ctx.db.select().from(findingEvents))
    .filter((event) => event.findingId === id)
    .map(({ what }) => what);

it("accepting", async () => {
  for (const id of ids) {
    const answers = await Promise.all([accept(one, id, "71"), accept(two, id, "72")]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = answers[0].ok ? "name of 71" : "name of 72";
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ why: "already", name: winner });
    expect((await findFinding(one.ctx.db, id))?.acceptance?.name).toBe(winner);
    expect(await eventsOf(id)).toEqual(["accepted"]);
  }
});

it("taking", async () => {
  for (const id of ids) {
    const take = (world: World, who: string) =>
      assignFinding(world.ctx, { id, actor: person(who), take: true });
    const answers = await Promise.all([take(one, "71"), take(two, "72")]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ why: "taken" });
  }
});

it("ending an acceptance by hand in the same moment in which its time is over: it ends once", async () => {
  one.clock.ahead = two.clock.ahead = 11 * DAY;
  await Promise.all([
    ...ids.map((id) => endAcceptance(one.ctx, { id, actor: person("71") })),
    endOverdueAcceptances(two.ctx),
    endOverdueAcceptances(one.ctx),
  ]);
  for (const id of ids) {
    expect(await findFinding(one.ctx.db, id)).toMatchObject({ status: "open", acceptance: null });
    const ends = (await eventsOf(id)).filter((what) => /withdrawn|expired/.test(what));
    expect(ends).toHaveLength(1);
  }
});
