/** What recurs, on Discord, with a clock that is moved: cards by the clock on the wall, once; answered, put off, or escalated; and the week in one message. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { actions, alerts, duties, findings, heard, ledger, looks, unasked } from "../../src/db/schema.ts";
import { workspaceSchema } from "../../src/domain/manifest.ts";
import { beginDuties, refreshDigests } from "../../src/use-cases/begin-duties.ts";
import { reauditWorkspace } from "../../src/use-cases/reaudit-workspace.ts";
import { alertWidened } from "../../src/use-cases/raise-alert.ts";
import { remindDuties } from "../../src/use-cases/remind-duties.ts";
import { seeChecklist } from "../../src/use-cases/see-checklist.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import type { Attributed } from "../../src/domain/audit/drift.ts";
import { ids } from "../support/discord-world.ts";
import { discordStage, type DiscordStage, helperAgent, watch, type Watch } from "../support/watch-world.ts";

const where = { platform: "discord", workspace: ids.guild } as const;
let world: Watch;
let stage: DiscordStage;

beforeAll(async () => {
  stage = await discordStage();
  world = await watch({
    discord: stage,
    documents: [
      workspaceSchema.parse({
        apiVersion: "countersign/v1",
        kind: "Workspace",
        metadata: { platform: "discord", id: ids.guild },
        places: { reports: ids.general, approvals: ids.approvals },
        approvers: [`discord:role:${ids.modRole}`],
        timeZone: "Europe/Berlin",
        quietHours: { from: "22:00", to: "07:00" },
        alertBudget: 1,
      }),
      helperAgent({ metadata: { id: "helper", owner: `discord:${ids.moderator}` } }),
    ],
  });
  await world.until("the first look", async () => {
    const all = await world.ctx.db.select().from(looks);
    const found = await world.ctx.db.select().from(findings);
    return found.length > 0 && all.every(({ dueAt }) => dueAt === null);
  });
});
afterAll(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
  await stage.sandbox.close();
});

const jump = (to: string) => {
  world.clock.ahead = Date.parse(to) - Date.now();
};
const rows = async (duty: string) =>
  (await world.ctx.db.select().from(duties)).filter((one) => one.duty === duty);
const everybodys = () =>
  stage
    .as(ids.owner)
    .sees(ids.general)
    .filter(({ ephemeral }) => !ephemeral)
    .map((message) => ({ ...message, text: message.text.replaceAll("\\", "") }));
const titled = (title: string) => everybodys().filter(({ text }) => text.includes(title));
const card = async (title: string) => {
  await world.until(title, () => titled(title).length > 0);
  return titled(title).at(-1)!;
};
const answer = async (who: string, act: () => Promise<unknown>) => {
  const key = ({ id, text }: { id: string; text: string }) => `${id} ${text}`;
  const before = new Set(stage.as(who).sees(ids.general).map(key));
  await act();
  const shown = await stage
    .as(who)
    .waitFor(ids.general, (one) => one.ephemeral && !one.thinking && !before.has(key(one)));
  return { ...shown, text: shown.text.replaceAll("\\", "") };
};
const press = (who: string, message: string, button: string) =>
  answer(who, () => stage.as(who).press(ids.general, message, button));

it("begins nothing that was due before, and on Monday at nine one card each, however many processes there are", async () => {
  jump("2030-01-06T12:00:00Z");
  await beginDuties(world.ctx);
  expect(await world.ctx.db.select().from(duties)).toEqual([]);
  jump("2030-01-07T07:55:00Z");
  await beginDuties(world.ctx);
  expect(await rows("sample")).toEqual([]);
  jump("2030-01-07T08:05:00Z");
  await Promise.all([beginDuties(world.ctx), beginDuties(world.ctx), beginDuties(world.ctx)]);
  const sample = await card("Read a few messages");
  expect(sample.text).toContain("read around");
  await card("This week in Little Shop");
  for (const duty of ["sample", "digest"])
    expect((await rows(duty)).map(({ period }) => period)).toEqual(["2030-W02"]);
  expect(titled("Read a few messages")).toHaveLength(1);
});

it("is done by a button, by whom and when, in the ledger too; and counts on the checklist", async () => {
  const { id } = await card("Read a few messages");
  await stage.as(ids.outsider).press(ids.general, id, "Done");
  await press(ids.owner, id, "Done");
  await world.until("said", () => titled("Read a few messages")[0]!.text.includes("Done by"));
  expect(titled("Read a few messages")[0]!.buttons).toEqual([]);
  expect((await rows("sample"))[0]).toMatchObject({ doneName: "Olga", nextAt: null });
  const { lines } = await seeChecklist(world.ctx, where);
  expect(lines.find(({ item }) => item.id === "monitoring")?.state).toBe("attested");
  const kinds = (await world.ctx.db.select().from(ledger)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "duty.done")).toHaveLength(1);
});

it("one glance a day, and none of a day without anything; after days away one card", async () => {
  expect((await rows("usage"))[0]?.posted).toBeNull();
  jump("2030-01-11T08:05:00Z");
  await world.ctx.db.insert(actions).values({
    ...where,
    entryId: "77",
    actorId: ids.helper,
    actorName: "Helper",
    agentId: "helper",
    type: "discord.member.ban",
    target: {},
    place: {},
    changes: [],
    reason: null,
    at: new Date("2030-01-11T02:00:00Z"),
  });
  await beginDuties(world.ctx);
  const glance = await card("Yesterday's agents");
  expect(glance.text).toContain("Helper: asked 0 times, 0 denied; the log shows 1 action");
  expect((await rows("usage")).map(({ period }) => period).sort()).toEqual(
    ["2030-01-06", "2030-01-07", "2030-01-11"].slice(1),
  );
});

it("alerts stay within the budget of a day, the rest waits and is told in the week's message; emergencies pass, and nights are quiet", async () => {
  const change = (name: string): Attributed => ({
    direction: "wider",
    what: "rights",
    agent: { id: ids.helper, name: "Helper" },
    names: [name],
    channels: null,
    by: [],
  });
  const widen = (name: string) =>
    world.ctx.db.transaction((tx) => alertWidened(world.ctx, tx, where, [change(name)]));
  // Nobody would read of it later where the week's message can't be posted: then it is said.
  const kept = (await rows("digest"))[0]!.posted;
  await world.ctx.db.update(duties).set({ posted: null }).where(eq(duties.duty, "digest"));
  jump("2030-01-10T10:00:00Z");
  await widen("ADD_REACTIONS");
  await widen("ADD_REACTIONS");
  await world.ctx.db.update(duties).set({ posted: kept }).where(eq(duties.duty, "digest"));
  expect((await world.ctx.db.select().from(unasked)).map(({ outcome }) => outcome)).toEqual(["told", "told"]);
  await world.ctx.db.delete(unasked);
  await world.ctx.db.delete(alerts);

  jump("2030-01-11T21:30:00Z");
  await widen("SEND_MESSAGES");
  await widen("EMBED_LINKS");
  await widen("ADMINISTRATOR");
  expect((await world.ctx.db.select().from(unasked)).map(({ outcome }) => outcome)).toEqual([
    "told",
    "waits",
    "told",
  ]);
  await world.until("the emergency", async () =>
    (await world.ctx.db.select().from(alerts)).some(({ posted }) => posted !== null),
  );
  // Half past ten at night there: the first one can wait, and Administrator can't.
  const told = (await world.ctx.db.select().from(alerts)).filter(({ posted }) => posted);
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told)).toContain("ADMINISTRATOR");
  await refreshDigests(world.ctx);
  await world.until("the week", () => titled("This week in")[0]!.text.includes("1 change"));
  expect(titled("This week in")[0]!.text).toContain("Not said on the day");
  expect(titled("This week in")).toHaveLength(1);
  jump("2030-01-12T07:00:00Z");
  await widen("ATTACH_FILES");
  await world.until("a new day", async () =>
    (await world.ctx.db.select().from(alerts)).some(
      ({ posted, body }) => posted && JSON.stringify(body).includes("ATTACH_FILES"),
    ),
  );
});

it("the next sample links what was heard in that week, and nothing older; the old card asks no more", async () => {
  const message = (id: string, at: string) => ({ in: ids.general, message: id, at: Date.parse(at) });
  await world.ctx.db.insert(heard).values({
    ...where,
    userId: ids.helper,
    lastAt: new Date("2030-01-12T09:00:00Z"),
    recent: [
      message("1500000000000000002", "2030-01-12T09:00:00Z"),
      message("1500000000000000001", "2030-01-02T09:00:00Z"),
    ],
  });
  jump("2030-01-14T08:05:00Z");
  await beginDuties(world.ctx);
  await world.until("the second sample", () => titled("Read a few messages").length === 2);
  const text = JSON.stringify((await rows("sample")).find(({ period }) => period === "2030-W03")?.body);
  expect(text).toContain("1500000000000000002");
  expect(text).not.toContain("1500000000000000001");
  const { text: shown } = titled("Read a few messages").at(-1)!;
  expect(shown).toContain(`/channels/${ids.guild}/${ids.general}/1500000000000000002`);
  const digests = await rows("digest");
  expect(digests.map(({ period }) => period).sort()).toEqual(["2030-W02", "2030-W03"]);
});

it("a review that nobody answers is asked for again, becomes a finding, and is settled by deciding on each agent", async () => {
  jump("2030-02-01T08:05:00Z");
  await beginDuties(world.ctx);
  const review = await card("Monthly review");
  expect(review.text).toContain("Helper");
  await remindDuties(world.ctx);
  expect(titled("Still open")).toEqual([]);
  jump("2030-02-05T12:00:00Z");
  await remindDuties(world.ctx);
  await remindDuties(world.ctx);
  await card("Still open: Monthly review");
  expect(titled("Still open")).toHaveLength(1);
  jump("2030-02-16T12:00:00Z");
  await remindDuties(world.ctx);
  await reauditWorkspace(world.ctx, where);
  const overdue = async () =>
    (await world.ctx.db.select().from(findings)).find(
      ({ rule, finding }) =>
        rule === "checklist.overdue" && JSON.stringify(finding).includes("monthly review"),
    )?.status;
  expect(await overdue()).toBe("open");
  await world.until("warned", () => titled("Nobody answered for two weeks").length > 1);

  const [{ body } = { body: null }] = await rows("review");
  const agents = body?.kind === "review" ? body.agents : [];
  const deciding = async (who: string, name: string, button: string) => {
    const question = await press(who, review.id, `Decide on ${name}`);
    return await press(who, question.id, button);
  };
  const owner = await deciding(ids.moderator, "Helper", "Keep it");
  expect(owner.text).toContain("somebody else has to decide");
  const trimmed = await deciding(ids.owner, "Helper", "Trim its permissions");
  expect(trimmed.text).toContain("Now do it");
  for (const { name } of agents.filter((one) => one.name !== "Helper"))
    await deciding(ids.owner, name, "Keep it");
  await world.until("done", async () => (await rows("review"))[0]!.doneAt !== null);
  await world.until("said", () => titled("Monthly review of permissions in")[0]!.text.includes("Done by"));
  await reauditWorkspace(world.ctx, where);
  expect(await overdue()).toBe("fixed");
});

it("every quarter, at nine in summer time: keys, put off; and a drill, with what was seen", async () => {
  jump("2030-04-01T06:55:00Z");
  await beginDuties(world.ctx);
  expect(await rows("rotation")).toEqual([]);
  jump("2030-04-01T07:05:00Z");
  await beginDuties(world.ctx);
  const keys = await card("Time to change the keys");
  await press(ids.owner, keys.id, "Later");
  expect((await rows("rotation"))[0]?.nextAt?.toISOString().slice(0, 10)).toBe("2030-04-03");
  const drill = await card("Time to restore a backup");
  const seen = await answer(ids.owner, async () => {
    await stage.as(ids.owner).press(ids.general, drill.id, "Done, and this is what I saw");
    await stage.as(ids.owner).submit({ evidence: "412 ledger entries, chain whole" });
  });
  expect(seen.text).toContain("Noted: done");
  await world.until("said", () => titled("Time to restore a backup")[0]!.text.includes("412 ledger entries"));
  const { lines } = await seeChecklist(world.ctx, where);
  expect(lines.find(({ item }) => item.id === "restore-drill")?.state).toBe("attested");
});
