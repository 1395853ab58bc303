/** Rights change behind everybody's back: one look for all of it, one card that says who, and a memory of how it was. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { audits, ledger, looks } from "../../src/db/schema.ts";
import { lookAgain, lookOverdue, sweepWorkspaces } from "../../src/use-cases/look-again.ts";
import { reauditWorkspace } from "../../src/use-cases/reaudit-workspace.ts";
import { whatChanged } from "../../src/use-cases/what-changed.ts";
import { ids } from "../support/discord-world.ts";
import { ada, group, helper } from "../support/telegram-world.ts";
import {
  discordStage,
  type DiscordStage,
  discordWorkspace,
  telegramStage,
  telegramWorkspace,
  watch,
  type Watch,
} from "../support/watch-world.ts";

let world: Watch;
const rows = () => world.ctx.db.select().from(audits).orderBy(audits.id);
const idle = async () => {
  const all = await world.ctx.db.select().from(looks);
  return all.length > 0 && all.every(({ dueAt }) => dueAt === null);
};
const settled = async (count: number) => {
  await world.until(
    `${count} looks kept, nothing due`,
    async () => (await rows()).length >= count && (await idle()),
  );
  expect(await rows()).toHaveLength(count);
};
/** Olga cleans up: Helper starts every story as administrator. */
const few = ["VIEW_CHANNEL", "SEND_MESSAGES"] as const;

describe("on Discord", () => {
  let stage: DiscordStage;
  const where = { platform: "discord", workspace: ids.guild } as const;
  const cards = () =>
    stage
      .as(ids.owner)
      .sees(ids.general)
      .filter(({ text }) => text.includes("More power than before"));
  const snapshots = () =>
    stage.sandbox.requests.filter(({ route }) => route === "/guilds/{guild_id}/channels").length;

  beforeEach(async () => {
    stage = await discordStage();
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few] });
    world = await watch({ discord: stage, documents: [discordWorkspace()] });
    await settled(1);
  });
  afterEach(async () => {
    await world.stop();
    await stage.sandbox.close();
  });

  it("the first look is the baseline: nobody is alarmed by what was there before", async () => {
    expect((await rows())[0]?.drift).toBeNull();
    expect((await rows())[0]?.tracked.every(({ baseline }) => baseline)).toBe(true);
    expect(cards()).toEqual([]);
  });

  it("many changes at once are one look and one card, which names who did what", async () => {
    const before = snapshots();
    const olga = stage.as(ids.owner);
    olga.changeRole(ids.helperRole, { permissions: [...few, "BAN_MEMBERS"] });
    for (const allow of ["MANAGE_MESSAGES", "ADD_REACTIONS", "EMBED_LINKS"] as const)
      olga.setOverwrite(ids.general, { id: ids.helper, type: "member", allow: [allow, "MANAGE_MESSAGES"] });
    await settled(2);
    expect(snapshots() - before).toBe(1);
    await world.until("one card", () => cards().length === 1);
    const [card] = cards();
    for (const part of [
      "Helper",
      "Ban Members",
      "Manage Messages",
      "general",
      "changed a role",
      "No approval is on record",
    ])
      expect(card?.text).toContain(part);
    expect(card?.text).toMatch(/Olga|1000000000000000010/);
    const entry = (await world.ctx.db.select().from(ledger)).find(({ kind }) => kind === "rights.widened");
    expect(JSON.parse(entry?.body ?? "{}").changes[0]).toMatchObject({
      agent: ids.helper,
      names: ["BAN_MEMBERS"],
      by: [{ account: ids.owner, type: "discord.role.update", request: null }],
    });
  });

  it("less than before waits; the finding that it closes is kept as fixed", async () => {
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few, "ADMINISTRATOR"] });
    await settled(2);
    await world.until("the widening is told", () => cards().length === 1);
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few] });
    await settled(3);
    const [, worse, better] = await rows();
    const opened = worse?.drift?.findings.filter(({ what }) => what === "new") ?? [];
    const fixed = better?.drift?.findings.filter(({ what }) => what === "fixed") ?? [];
    expect(opened.length).toBeGreaterThan(0);
    expect(fixed.map(({ fingerprint }) => fingerprint).sort()).toEqual(
      opened.map(({ fingerprint }) => fingerprint).sort(),
    );
    expect(better?.drift?.changes).toMatchObject([
      { direction: "narrower", names: ["ADMINISTRATOR"], by: [{ actor: { id: ids.owner } }] },
    ]);
    expect(cards()).toHaveLength(1);
  });

  it("what changed between any two moments is answered, whichever looks lie between", async () => {
    const moment = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return Date.now();
    };
    const t1 = await moment();
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few, "BAN_MEMBERS"] });
    await settled(2);
    const t2 = await moment();
    stage
      .as(ids.moderator)
      .giveRole(ids.helper, stage.as(ids.owner).createRole({ name: "Extra", permissions: [] }));
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few, "KICK_MEMBERS"] });
    await settled(3);
    const t3 = await moment();
    const answer = async (from: number, to: number) => {
      const answered = await whatChanged(world.ctx, where, { from, to });
      return answered?.changes.map(({ direction, names }) => `${direction} ${names.join(" ")}`);
    };
    expect(await answer(t1, t2)).toEqual(["wider BAN_MEMBERS"]);
    expect(await answer(t2, t3)).toEqual(["wider KICK_MEMBERS", "narrower BAN_MEMBERS"]);
    expect(await answer(t1, t3)).toEqual(["wider KICK_MEMBERS"]);
    expect(await answer(t3, t3)).toEqual([]);
    expect(await answer(0, t1)).toEqual([]);
    expect(await whatChanged(world.ctx, where, { from: 0, to: t1 })).toMatchObject({ fromTooEarly: true });
    expect(await whatChanged(world.ctx, { ...where, workspace: "1" }, { from: 0, to: t3 })).toBeNull();
  });

  it("a sweep finds nothing new and keeps nothing twice; a look whose job was lost is caught up on", async () => {
    const [first] = await rows();
    await sweepWorkspaces(world.ctx);
    await world.until("looked at again", async () => {
      const [row] = await rows();
      return (row?.seenAt.getTime() ?? 0) > (first?.seenAt.getTime() ?? 0);
    });
    await settled(1);

    await world.ctx.db.update(looks).set({ dueAt: new Date(Date.now() - 120_000) });
    stage.as(ids.owner).changeRole(ids.helperRole, { name: "Assistant" });
    await lookOverdue(world.ctx);
    await settled(2);
  });

  it("a job that comes before its time, by the database's clock, comes again", async () => {
    stage.as(ids.owner).changeRole(ids.helperRole, { name: "Assistant" });
    await world.until("a look is due", async () => !(await idle()));
    await world.ctx.db.update(looks).set({ dueAt: new Date(Date.now() + 1_500) });
    await lookAgain(world.ctx, where);
    expect(await rows()).toHaveLength(1);
    await settled(2);
  });

  it("a look that was overtaken by a later one is no news: nothing is told backwards", async () => {
    const platform = world.platforms.discord;
    if (!platform) throw new Error("no platform");
    const old = await platform.snapshot(ids.guild, []);
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few, "BAN_MEMBERS"] });
    await settled(2);
    world.platforms.discord = { ...platform, snapshot: async () => old };
    await reauditWorkspace(world.ctx, where);
    expect(await rows()).toHaveLength(2);
    world.platforms.discord = platform;
    expect(cards().length).toBeLessThanOrEqual(1);
  });

  it("a new bot is told, with what it holds and who added it", async () => {
    const link = `https://discord.com/oauth2/authorize?client_id=${ids.helper}&scope=bot&permissions=8&guild_id=${ids.guild}`;
    stage.as(ids.owner).kick(ids.helper);
    await settled(2);
    stage.as(ids.owner).authorize(link);
    await world.until("told", () => cards().length === 1);
    for (const part of ["is new here", "Administrator", "added a bot"])
      expect(cards()[0]?.text).toContain(part);
  });

  it("a server that can't be looked at now is looked at later", async () => {
    stage.sandbox.faults.fail("GET /guilds/{guild_id}/channels", { status: 500, times: 6 });
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few, "BAN_MEMBERS"] });
    await world.until("told in the end", () => cards().length === 1);
  });

  it("whoever runs the server may ask since when what is different, and nobody else", async () => {
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few, "BAN_MEMBERS"] });
    await settled(2);
    const ask = async (who: string, line: string) => {
      const outcome = await stage.as(who).type(ids.general, line);
      return (await outcome.finished()).text;
    };
    const told = await ask(ids.owner, "/since ago:1h");
    for (const part of ["What changed", "Ban Members", "changed a role", "my first look"])
      expect(told).toContain(part);
    expect(await ask(ids.owner, "/since ago:yesterday")).toContain("is no length of time");
  });

  it("its card leads to the audit", async () => {
    stage.as(ids.owner).changeRole(ids.helperRole, { permissions: [...few, "ADMINISTRATOR"] });
    await world.until("told", () => cards().length === 1);
    const { id } = cards()[0] ?? { id: "" };
    await stage.as(ids.owner).press(ids.general, id, "Audit now");
    await stage.as(ids.owner).waitFor(ids.general, ({ text }) => text.includes("Audit of Little Shop"));
  });
});

describe("on Telegram", () => {
  it("a bot that is given a right is told with the name of whoever gave it; taking it back waits", async () => {
    const stage = await telegramStage();
    try {
      world = await watch({ telegram: stage, documents: [telegramWorkspace()] });
      const cards = () =>
        stage
          .as(ada)
          .sees(group)
          .filter(({ text }) => text.includes("More power than before"));
      // Telegram tells us of groups only when something happens in them.
      stage.as(ada).promote(group, helper, { can_pin_messages: true });
      await settled(1);
      stage.as(ada).promote(group, helper, { can_pin_messages: true, can_promote_members: true });
      await world.until("told", () => cards().length === 1);
      for (const part of ["Helper", "Add New Admins", "Ada", "gave somebody admin rights"])
        expect(cards()[0]?.text).toContain(part);
      stage.as(ada).demote(group, helper);
      await settled(3);
      expect((await rows())[2]?.drift?.changes).toMatchObject([{ direction: "narrower" }]);
      expect(cards()).toHaveLength(1);
    } finally {
      await world.stop();
      await stage.sandbox.close();
    }
  });
});
