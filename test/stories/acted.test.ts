/** An agent does what people have to approve: with an approval nobody is bothered, without one everybody knows within seconds. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Document } from "../../src/domain/manifest.ts";
import { auditWorkspace } from "../../src/use-cases/audit-workspace.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { readLog } from "../../src/use-cases/read-log.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { findAgent } from "../../src/db/agents.ts";
import { actions, alerts, audits, ledger, looks } from "../../src/db/schema.ts";
import { ids } from "../support/discord-world.ts";
import { ada, cem, group, helper, sdk } from "../support/telegram-world.ts";
import {
  discordStage,
  type DiscordStage,
  discordWorkspace,
  helperAgent,
  sensitive,
  telegramStage,
  telegramWorkspace,
  watch,
  type Watch,
} from "../support/watch-world.ts";

const BAN = "discord.member.ban";
let stage: DiscordStage;
let world: Watch;
beforeEach(async () => {
  stage = await discordStage();
});
afterEach(async () => {
  await world.stop();
  await stage.sandbox.close();
});

const agent = () => helperAgent(sensitive(BAN, "discord.role.grant"));
const start = async (documents: Document[] = [agent(), discordWorkspace()]) => {
  world = await watch({ discord: stage, documents });
  const known = () => world.ctx.db.select().from(alerts);
  await world.until("connected", () => world.platforms.discord?.health().ok === true);
  return { known };
};
const ban = (user: string) => stage.bot("PUT", `/guilds/${ids.guild}/bans/${user}`, {});
const alertCards = (channel: string = ids.general) =>
  stage
    .as(ids.owner)
    .sees(channel)
    .filter((message) => message.text.includes("acted without approval"));
const verdicts = async () =>
  (await world.ctx.db.select().from(actions))
    .map(({ verdict }) => verdict)
    .filter((verdict) => verdict !== null);

const idle = async () => {
  const all = await world.ctx.db.select().from(looks);
  return all.length > 0 && all.every(({ dueAt, coveredTo }) => dueAt === null && coveredTo !== null);
};

/** Asks, has Mara approve it in the chat, and consumes the grant, as an executor does right before it acts. */
async function approved(params: object): Promise<string> {
  const { ctx } = world;
  const asked = await requestApproval(ctx, "helper", { action: BAN, params });
  if (!asked.ok) throw new Error(asked.refusal.words);
  const { request, claimSecret } = asked.value;
  const mara = stage.as(ids.moderator);
  const card = await mara.waitFor(ids.approvals, (message) => JSON.stringify(message).includes(request.id));
  await mara.press(ids.approvals, card.id, "Approve");
  await world.until("approved", async () => (await claimGrant(ctx, "helper", request.id, claimSecret)).ok);
  const claimed = await claimGrant(ctx, "helper", request.id, claimSecret);
  if (!claimed.ok) throw new Error(claimed.refusal.words);
  const used = await consumeGrant(ctx, { grant: claimed.value.grant, action: BAN, params });
  if (!used.ok) throw new Error(used.refusal.words);
  return request.id;
}

describe("on Discord", () => {
  it("a ban without approval is told in the reports channel within seconds, and stays in the ledger", async () => {
    await start();
    const began = Date.now();
    await ban(ids.outsider);
    const card = await stage
      .as(ids.owner)
      .waitFor(ids.general, (message) => message.text.includes("helper acted without approval"));
    expect(Date.now() - began).toBeLessThan(5_000);
    for (const part of ["banned a member", BAN, ids.outsider, "It never asked.", "Little Shop"])
      expect(card.text).toContain(part);
    const rows = await world.ctx.db.select().from(ledger);
    const entry = rows.find(({ kind }) => kind === "action.unapproved");
    expect(JSON.parse(entry?.body ?? "{}")).toMatchObject({
      agent: "helper",
      type: BAN,
      target: { userId: ids.outsider },
      nearest: { why: "none" },
    });
    expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });

    await world.until("kept with the look, for whoever decides about this agent next", async () =>
      (await world.ctx.db.select().from(audits)).some(({ tracked }) =>
        tracked.some(({ rule, status }) => rule === "xplat.acted-without-approval" && status === "open"),
      ),
    );
    const audited = await auditWorkspace(world.ctx, { platform: "discord", workspace: ids.guild });
    const found = audited.ok ? audited.report.findings : [];
    expect(found.filter(({ rule }) => rule === "xplat.acted-without-approval")).toMatchObject([
      { severity: "critical", subject: { id: ids.helper } },
    ]);
  });

  it("an approved ban bothers nobody; the same approval does not cover a second ban", async () => {
    const { known } = await start();
    const requestId = await approved({ userId: ids.outsider });
    await ban(ids.outsider);
    await world.until("the ban is matched", async () => (await verdicts()).length === 1);
    expect(await verdicts()).toEqual(["approved"]);
    expect(await known()).toEqual([]);
    const rows = await world.ctx.db.select().from(ledger);
    expect(rows.find(({ kind }) => kind === "action.matched")?.subject).toBe(requestId);

    stage.as(ids.owner).unban(ids.outsider);
    await ban(ids.outsider);
    await world.until("the second ban is told", () => alertCards().length === 1);
    expect(alertCards()[0]?.text).toContain("already used");
    expect(alertCards()[0]?.text).toContain(requestId);
  });

  it("an approval for somebody else, and one that people refused, cover nothing: the card says so", async () => {
    await start();
    await approved({ userId: ids.shy });
    await ban(ids.outsider);
    await world.until("told", () => alertCards().length === 1);
    expect(alertCards()[0]?.text).toContain("for somebody or something else");
  });

  it("a bot that runs wild has one card, which grows", async () => {
    const { known } = await start();
    await ban(ids.outsider);
    await ban(ids.shy);
    await world.until("both on one card", () => alertCards()[0]?.text.includes("2 times") === true);
    expect(alertCards()).toHaveLength(1);
    expect(alertCards()[0]?.text).toContain(ids.shy);
    expect(await known()).toHaveLength(1);
  });

  it("one press on the card stops the agent, for those who run the place", async () => {
    await start();
    await ban(ids.outsider);
    const olga = stage.as(ids.owner);
    const card = await olga.waitFor(ids.general, ({ text }) => text.includes("acted without approval"));
    await stage.as(ids.shy).press(ids.general, card.id, "Freeze helper");
    await (await stage.as(ids.shy).submit({ reason: "for fun" })).finished();
    expect((await findAgent(world.ctx.db, "helper"))?.frozenAt).toBeNull();
    await olga.press(ids.general, card.id, "Freeze helper");
    await olga.submit({ reason: "It bans people without asking." });
    await world.until("frozen", async () => (await findAgent(world.ctx.db, "helper"))?.frozenAt !== null);
    const refused = await requestApproval(world.ctx, "helper", { action: BAN, params: { userId: ids.shy } });
    expect(refused).toMatchObject({ ok: false, refusal: { code: "agent_frozen" } });
  });

  it("what the manifest does not call sensitive, and what people do, is nobody's alert", async () => {
    const { known } = await start([helperAgent(), discordWorkspace()]);
    await ban(ids.outsider);
    stage.as(ids.owner).ban(ids.shy);
    await world.until("the bot's ban is remembered", async () =>
      (await world.ctx.db.select().from(actions)).some(
        ({ type, actorId }) => type === BAN && actorId === ids.helper,
      ),
    );
    expect(await verdicts()).toEqual([]);
    expect(await known()).toEqual([]);
  });

  it("what happened while we were away is found in the log, once", async () => {
    const { known } = await start();
    await world.until("the first look is over", async () => await idle());
    await world.stop();
    await ban(ids.outsider);
    stage.sandbox.faults.forgetSessions();
    world = await watch({ discord: stage, opened: world.opened });
    await world.until("told", () => alertCards().length === 1);
    expect(await known()).toHaveLength(1);
    // The same entries again, as after a lost answer: nothing new.
    const before = (await world.ctx.db.select().from(ledger)).length;
    await world.ctx.db.update(looks).set({ lastEntry: "0" });
    await readLog(world.ctx, { platform: "discord", workspace: ids.guild });
    expect((await world.ctx.db.select().from(ledger)).length).toBe(before);
    expect(alertCards()).toHaveLength(1);
  });

  it("survives a crash between the event and the card", async () => {
    const documents = [agent(), discordWorkspace()];
    // Nobody does the jobs here: the process ends when the event is written down, and not one step later.
    world = await watch({ discord: stage, documents, worker: false });
    await ban(ids.outsider);
    await world.until("it is written down", async () => (await verdicts()).length === 1);
    await world.stop();
    expect(alertCards()).toEqual([]);
    world = await watch({ discord: stage, opened: world.opened });
    await world.until("told", () => alertCards().length === 1);
  });

  it("where the workspace has no place for reports, those who decide are told; where nobody is, the ledger knows", async () => {
    await start([agent(), discordWorkspace({ approvals: ids.approvals })]);
    await ban(ids.outsider);
    await world.until("told where approvals are decided", () => alertCards(ids.approvals).length === 1);
    await world.stop();
    world = await watch({ discord: stage, documents: [agent()] });
    stage.as(ids.owner).unban(ids.outsider);
    await ban(ids.outsider);
    await world.until("the failure is recorded", async () =>
      (await world.ctx.db.select().from(ledger)).some(({ kind }) => kind === "alert.failed"),
    );
  });
});

describe("on Telegram", () => {
  it("a bot that restricts somebody is noticed by the update that its own doing causes", async () => {
    const telegram = await telegramStage();
    const documents = [helperAgent(sensitive("telegram.member.restrict")), telegramWorkspace()];
    world = await watch({ telegram, documents });
    try {
      telegram.as(ada).promote(group, helper, { can_restrict_members: true });
      await sdk(telegram.sandbox, helper).restrictChatMember(group, cem, { permissions: {} });
      const told = () =>
        telegram
          .as(ada)
          .sees(group)
          .filter(({ text }) => text.includes("acted without approval"));
      await world.until("told in the group", () => told().length === 1);
      for (const part of ["restricted a member", String(cem), "It never asked."])
        expect(told()[0]?.text).toContain(part);
      // Ada's promotion of the bot is remembered with her name, and is no agent's doing.
      const rows = await world.ctx.db.select().from(actions);
      expect(rows.map(({ type, actorId, agentId }) => [type, actorId, agentId])).toEqual([
        ["telegram.member.promote", String(ada), null],
        ["telegram.member.restrict", String(helper), "helper"],
      ]);
    } finally {
      await telegram.sandbox.close();
    }
  });
});
