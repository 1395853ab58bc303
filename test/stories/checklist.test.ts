/** The checklist on both platforms: what is seen without asking, what people confirm, who has to agree, and what is taken back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attestations, findings, looks } from "../../src/db/schema.ts";
import { reauditWorkspace } from "../../src/use-cases/reaudit-workspace.ts";
import { seeChecklist } from "../../src/use-cases/see-checklist.ts";
import { storeReport } from "../../src/use-cases/store-report.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import type { SeenMessage } from "../../src/sandbox/telegram/control/see.ts";
import { ids } from "../support/discord-world.ts";
import { ada, ben, cem, countersign, group, helper } from "../support/telegram-world.ts";
import {
  discordStage,
  type DiscordStage,
  discordWorkspace,
  helperAgent,
  telegramStage,
  type TelegramStage,
  telegramWorkspace,
  watch,
  type Watch,
} from "../support/watch-world.ts";

const DAY = 86_400_000;
const looked = async (world: Watch) => {
  const all = await world.ctx.db.select().from(looks);
  const found = await world.ctx.db.select().from(findings);
  return found.length > 0 && all.every(({ dueAt }) => dueAt === null);
};

describe("on Discord", () => {
  let world: Watch;
  let stage: DiscordStage;
  beforeAll(async () => {
    stage = await discordStage();
    world = await watch({
      discord: stage,
      documents: [
        discordWorkspace(),
        helperAgent({ metadata: { id: "helper", owner: `discord:${ids.moderator}` } }),
      ],
    });
    await world.until("the first look", () => looked(world));
  });
  afterAll(async () => {
    expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
    await world.stop();
    await stage.sandbox.close();
  });

  const answer = async (who: string, act: () => Promise<unknown>) => {
    const key = ({ id, text }: { id: string; text: string }) => `${id} ${text}`;
    const before = new Set(stage.as(who).sees(ids.general).map(key));
    await act();
    const shown = await stage
      .as(who)
      .waitFor(ids.general, (one) => one.ephemeral && !one.thinking && !before.has(key(one)));
    return { ...shown, text: shown.text.replaceAll("\\", "") };
  };
  const list = (who: string = ids.owner) => answer(who, () => stage.as(who).type(ids.general, "/checklist"));
  const press = (who: string, message: string, button: string) =>
    answer(who, () => stage.as(who).press(ids.general, message, button));
  const openLine = async (who: string, number: number) => {
    const all = await list(who);
    const one = await press(who, all.id, `Open ${number}`);
    return one.text.includes("How it is known") ? one : await press(who, one.id, "Open Helper");
  };
  const fill = (who: string, message: string, button: string, fields: Record<string, string>) =>
    answer(who, async () => {
      await stage.as(who).press(ids.general, message, button);
      await stage.as(who).submit(fields);
    });
  const where = { platform: "discord", workspace: ids.guild } as const;
  const line = async (item: string, subject: string | null = ids.helper) =>
    (await seeChecklist(world.ctx, where)).lines.find(
      (one) => one.item.id === item && one.subject.id === subject,
    )!;

  it("shows all ten, and what is seen to be wrong outweighs anybody's word", async () => {
    const shown = await list();
    expect(shown.text).toContain("Checklist of Little Shop");
    for (const title of [
      "1. Keys are kept in a secret store",
      "3. Its tokens can do no more",
      "10. The team knows",
    ])
      expect(shown.text).toContain(title);
    const least = await openLine(ids.owner, 3);
    expect(least.text).toMatch(/open findings? speaks? against it|open findings speak against it/);
    const said = await fill(ids.owner, least.id, "Confirm it", { evidence: "looks fine to me" });
    expect(said.id).toBe(least.id);
    expect((await line("least-privilege")).state).toBe("open");
  });

  it("takes a word for a place, says whose it is, and takes it back", async () => {
    const training = await openLine(ids.owner, 10);
    const given = await fill(ids.owner, training.id, "Confirm it", { evidence: "course of 3 November" });
    expect(given.text).toContain("It counts from now on");
    expect(given.text).toContain("course of 3 November");
    expect(await line("training", null)).toMatchObject({ state: "attested", rung: "person" });
    const back = await fill(ids.owner, given.id, "Take it back", { why: "two people are new" });
    expect(back.text).toContain("holds nothing any more");
    expect((await line("training", null)).state).toBe("open");
  });

  it("wants a second person where it is serious: neither the first one nor the agent's owner", async () => {
    const first = await openLine(ids.owner, 1);
    const given = await fill(ids.owner, first.id, "Confirm it", { evidence: "Vault, path bots/helper" });
    expect(given.text).toContain("once a second person agrees");
    expect((await line("secret-storage")).state).toBe("waits");
    expect((await press(ids.owner, given.id, "I agree")).text).toContain("Somebody else has to agree");
    // The moderator is an approver here, and answers for the agent.
    const theirs = await openLine(ids.moderator, 1);
    expect((await press(ids.moderator, theirs.id, "I agree")).text).toContain("You answer for this agent");
    expect((await line("secret-storage")).state).toBe("waits");
  });

  it("keeps no secret that somebody pastes, and is nobody's business who runs nothing", async () => {
    const open = await openLine(ids.owner, 2);
    const before = (await world.ctx.db.select().from(attestations)).length;
    const said = await fill(ids.owner, open.id, "Confirm it", {
      evidence: "the key is sk-proj-abcdefghijklmnop1234",
    });
    expect(said.text).toContain("so I kept nothing");
    const forged = await stage.as(ids.outsider).type(ids.general, "/checklist");
    expect(JSON.stringify(forged ?? null)).not.toContain("Keys are kept");
    expect((await world.ctx.db.select().from(attestations)).length).toBe(before);
  });

  it("goes by what the agent reports, until its prompt is another one", async () => {
    await storeReport(world.ctx, "helper", {
      promptSha256: "a".repeat(64),
      spend: { since: "2026-11-01T00:00:00Z", amount: "3.50", limit: "50", currency: "EUR" },
    });
    expect(await line("spend-limit")).toMatchObject({ state: "told", rung: "report" });
    const prompt = await openLine(ids.owner, 4);
    await fill(ids.owner, prompt.id, "Confirm it", { evidence: "read version 12 with Mara" });
    expect((await line("prompt-defence")).state).toBe("attested");
    world.clock.ahead = DAY;
    await storeReport(world.ctx, "helper", { promptSha256: "b".repeat(64) });
    expect((await line("prompt-defence")).state).toBe("overdue");
  });

  it("an item that ran out is a finding, by its name", async () => {
    world.clock.ahead = 94 * DAY;
    await reauditWorkspace(world.ctx, where);
    const overdue = async () =>
      (await world.ctx.db.select().from(findings)).filter(
        ({ rule, status }) => rule === "checklist.overdue" && status === "open",
      );
    await world.until("overdue", async () => (await overdue()).length > 0);
    const said = JSON.stringify(await overdue());
    expect(said).toContain("Its system prompt stands up to injected instructions");
  });
});

describe("on Telegram", () => {
  let world: Watch;
  let stage: TelegramStage;
  beforeAll(async () => {
    stage = await telegramStage();
    world = await watch({
      telegram: stage,
      documents: [telegramWorkspace(), helperAgent({ permissions: { telegram: {} } })],
    });
    stage.as(ada).promote(group, helper, { can_promote_members: true, can_pin_messages: true });
    await world.until("looked", () => looked(world));
  });
  afterAll(async () => {
    await world.stop();
    await stage.sandbox.close();
  });

  const answer = async (who: number, what: string, act: () => unknown) => {
    const key = ({ ephemeral, id, text }: SeenMessage) => `${ephemeral} ${id} ${text}`;
    const before = new Set(stage.as(who).sees(group).map(key));
    await act();
    const found = () =>
      stage
        .as(who)
        .sees(group)
        .findLast((one) => one.fromId === String(countersign) && !before.has(key(one)));
    await world.until(what, () => found() !== undefined);
    return found()!;
  };
  const press = (who: number, message: string, button: string) =>
    answer(who, button, () => stage.as(who).press(group, message, button));
  const list = (who: number) =>
    answer(who, "the list", () => stage.as(who).type(group, "/checklist@countersign_bot"));

  it("is the same list, confirmed with a reply, agreed to by another admin", async () => {
    const shown = await list(ada);
    expect(shown.ephemeral).toBe(true);
    expect(shown.text).toContain("Checklist of Shop");
    const helperLine = await press(ada, shown.id, "Open 1");
    expect(helperLine.id).toBe(shown.id);
    const question = await answer(ada, "the question", () =>
      stage.as(ada).press(group, helperLine.id, "Confirm it"),
    );
    const told = await answer(ada, "kept", () =>
      stage.as(ada).type(group, "systemd credentials", { replyTo: question.id }),
    );
    expect(told.text).toContain("once a second person agrees");
    const theirs = await list(ben);
    const open = await press(ben, theirs.id, "Open 1");
    expect(open.text).toContain("systemd credentials");
    expect((await press(ben, open.id, "I agree")).text).toContain("It counts from now on");
    const where = { platform: "telegram", workspace: String(group) } as const;
    const state = (await seeChecklist(world.ctx, where)).lines.find(
      ({ item: { id }, subject }) => id === "secret-storage" && subject.id === String(helper),
    );
    expect(state).toMatchObject({ state: "attested", rung: "person" });
  });

  it("is shown to nobody who runs nothing", async () => {
    const refused = await list(cem);
    expect(refused.text).not.toContain("Keys are kept");
  });
});
