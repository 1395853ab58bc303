/** What bots really use: read back 45 days, then watched; said only of what leaves a trace, in a window that was covered. */
import { afterEach, describe, expect, it } from "vitest";
import { plain } from "../../src/domain/audit/phrase.ts";
import { audits, looks } from "../../src/db/schema.ts";
import { keepCovered, keepUse, usageIn } from "../../src/db/usage.ts";
import type { WorldAuditEntry } from "../../src/sandbox/discord/world.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { auditWorkspace } from "../../src/use-cases/audit-workspace.ts";
import { readLog } from "../../src/use-cases/read-log.ts";
import { keepListening } from "../../src/use-cases/usage-seen.ts";
import { ids, smallWorld } from "../support/discord-world.ts";
import { ada, basic, cem, countersign, group, helper, sdk } from "../support/telegram-world.ts";
import { discordStage, helperAgent, telegramStage, watch, type Watch } from "../support/watch-world.ts";

const DAY_MINUTES = 24 * 60;
const DAY = 86_400_000;
const UNUSED = "discord.bot.unused-permission";
const where = { platform: "discord", workspace: ids.guild } as const;

let world: Watch;
let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await world.stop();
  await close?.();
  close = null;
});

/** Helper may ban, kick and manage channels, and needs all three, it says. */
function serverWith(auditLog: WorldAuditEntry[]) {
  const made = smallWorld();
  const [guild] = made.guilds;
  if (!guild) throw new Error("no guild");
  guild.auditLog = auditLog;
  const role = guild.roles.find(({ id }) => id === ids.helperRole);
  if (role)
    role.permissions = ["VIEW_CHANNEL", "SEND_MESSAGES", "BAN_MEMBERS", "KICK_MEMBERS", "MANAGE_CHANNELS"];
  for (const member of guild.members) member.joinedAt = "2025-01-01T00:00:00Z";
  return made;
}
const banned = (minutesAgo: number): WorldAuditEntry => ({
  actionType: 22,
  userId: ids.helper,
  targetId: ids.outsider,
  minutesAgo,
});
const agent = helperAgent({
  permissions: {
    discord: {
      required: {
        VIEW_CHANNEL: "see",
        SEND_MESSAGES: "answer",
        BAN_MEMBERS: "spam",
        KICK_MEMBERS: "spam",
        MANAGE_CHANNELS: "rooms",
      },
    },
  },
});

async function onDiscord(auditLog: WorldAuditEntry[], worker = true) {
  const stage = await discordStage(serverWith(auditLog));
  close = () => stage.sandbox.close();
  world = await watch({ discord: stage, documents: [agent], worker });
  await world.until("connected", () => world.platforms.discord?.health().ok === true);
  return stage;
}
const looked = () =>
  world.until("looked at", async () => {
    const all = await world.ctx.db.select().from(looks);
    return all.length > 0 && all.every(({ dueAt, coveredTo }) => dueAt === null && coveredTo !== null);
  });
const report = async () => {
  const audited = await auditWorkspace(world.ctx, where);
  if (!audited.ok) throw new Error(audited.why);
  return audited.report;
};
const unused = async () =>
  (await report()).findings.filter(({ rule, subject }) => rule === UNUSED && subject.id === ids.helper);

describe("on Discord", () => {
  it("the log of 45 days proves what is used; what goes with it is kept, what left no trace is called unused", async () => {
    const old = banned(60 * DAY_MINUTES);
    await onDiscord([old, banned(20 * DAY_MINUTES), banned(10 * DAY_MINUTES)]);
    await looked();
    const uses = await usageIn(world.ctx.db, "discord", ids.guild);
    expect(uses).toMatchObject([{ userId: ids.helper, permission: "BAN_MEMBERS", channel: "", uses: 2 }]);
    const found = await unused();
    // Kicking goes with banning; seeing and sending leave no trace, so nothing is said about them.
    expect(found.map(({ key }) => key)).toEqual(["MANAGE_CHANNELS"]);
    expect(found[0]?.confidence).toBe("medium");
    expect(plain(found[0]?.claim ?? [])).toContain("0 uses in 45 watched days");
  });

  it("the first use is noticed as it happens, in its channel, and closes the finding", async () => {
    const stage = await onDiscord([banned(20 * DAY_MINUTES)]);
    await looked();
    expect(await unused()).toHaveLength(1);
    await stage.bot("PATCH", `/channels/${ids.general}`, { topic: "Welcome" });
    await world.until("noticed", async () =>
      (await usageIn(world.ctx.db, "discord", ids.guild)).some(
        ({ permission, channel }) => permission === "MANAGE_CHANNELS" && channel === ids.general,
      ),
    );
    await looked();
    expect(await unused()).toEqual([]);
    await world.until("kept as fixed", async () =>
      (await world.ctx.db.select().from(audits)).some(({ tracked }) =>
        tracked.some(({ rule, status }) => rule === UNUSED && status === "fixed"),
      ),
    );
  });

  it("a right that was given lately is not called unused", async () => {
    const permissions = [{ key: "permissions", old_value: "0", new_value: "16" }];
    const given = { actionType: 31, userId: ids.owner, targetId: ids.helperRole, changes: permissions };
    await onDiscord([banned(40 * DAY_MINUTES), { ...given, minutesAgo: 5 * DAY_MINUTES }]);
    await looked();
    expect(await unused()).toEqual([]);
  });

  it("what a new version of the manifest adds is expected to be used from then on only", async () => {
    await onDiscord([banned(20 * DAY_MINUTES)]);
    await looked();
    expect((await unused()).map(({ key }) => key)).toEqual(["MANAGE_CHANNELS"]);
    const required = {
      VIEW_CHANNEL: "see",
      SEND_MESSAGES: "answer",
      BAN_MEMBERS: "spam",
      KICK_MEMBERS: "spam",
    };
    const declare = (more: object) =>
      applyDocuments(
        world.ctx,
        [helperAgent({ permissions: { discord: { required: { ...required, ...more } } } })],
        "operator",
      );
    await declare({});
    await declare({ MANAGE_CHANNELS: "rooms, from now on" });
    expect(await unused()).toEqual([]);
    const began = world.ctx.now();
    world.clock.ahead = 95 * DAY;
    await keepCovered(world.ctx.db, "discord", ids.guild, {
      from: began - 45 * DAY,
      to: world.ctx.now(),
      gaps: [],
    });
    expect((await unused()).map(({ key }) => key)).toEqual(["MANAGE_CHANNELS"]);
  });

  it("a long log is read page by page, and after an interruption from where it stopped", async () => {
    const log = Array.from({ length: 250 }, (_, at) => banned(40 * DAY_MINUTES - at));
    const stage = await onDiscord(log, false);
    const pages = () =>
      stage.sandbox.requests
        .filter(({ route, status }) => route === "/guilds/{guild_id}/audit-logs" && status === 200)
        .map(({ query }) => query["after"]);
    await world.until("joined", async () => (await world.ctx.db.select().from(looks)).length === 1);
    let failed = 0;
    const real = world.platforms.discord;
    if (!real) throw new Error("no platform");
    world.platforms.discord = {
      ...real,
      async history(workspace, after) {
        const all = await real.history(workspace, after);
        return (
          all &&
          (async function* () {
            for await (const page of all) {
              yield page;
              if (failed++ === 0) throw new Error("the line was cut");
            }
          })()
        );
      },
    };
    await expect(readLog(world.ctx, where)).rejects.toThrow("the line was cut");
    expect((await usageIn(world.ctx.db, "discord", ids.guild))[0]?.uses).toBe(100);
    expect((await world.ctx.db.select().from(looks))[0]?.coveredTo).toBeNull();
    await readLog(world.ctx, where);
    expect((await usageIn(world.ctx.db, "discord", ids.guild))[0]?.uses).toBe(250);
    expect(pages().filter((after) => after === "0")).toHaveLength(1);
    expect(new Set(pages()).size).toBe(pages().length);
  });

  it("without the right to read the log nothing is called unused, and the report says why", async () => {
    const made = serverWith([banned(20 * DAY_MINUTES)]);
    const role = made.guilds[0]?.roles.find(({ id }) => id === ids.csRole);
    if (role) role.permissions = ["VIEW_CHANNEL", "SEND_MESSAGES"];
    const stage = await discordStage(made);
    close = () => stage.sandbox.close();
    world = await watch({ discord: stage, documents: [agent] });
    await world.until("looked at", async () => (await world.ctx.db.select().from(audits)).length === 1);
    expect(await unused()).toEqual([]);
    const skipped = (await report()).coverage.skippedRules.find(({ rule }) => rule === UNUSED);
    expect(skipped?.why.say).toContain("Nothing has been recorded yet");
  });
});

describe("on Telegram", () => {
  const chat = { platform: "telegram", workspace: String(group) } as const;
  const audit = async () => {
    const audited = await auditWorkspace(world.ctx, chat);
    if (!audited.ok) throw new Error(audited.why);
    return audited.report;
  };

  it("there is no looking back: it is learning at first, then says what was not used, and never speaks of what can't be seen", async () => {
    const stage = await telegramStage();
    close = () => stage.sandbox.close();
    const declared = helperAgent({
      permissions: {
        telegram: {
          admin: true,
          rights: {
            can_restrict_members: "spam",
            can_pin_messages: "news",
            can_delete_messages: "spam",
            can_promote_members: "team",
          },
        },
      },
    });
    world = await watch({ telegram: stage, documents: [declared] });
    const rights = { can_restrict_members: true, can_pin_messages: true, can_delete_messages: true };
    stage.as(ada).promote(group, helper, rights);
    await world.until("joined", async () => (await world.ctx.db.select().from(looks)).length === 1);
    await keepListening(world.ctx);
    const skipped = (await audit()).coverage.skippedRules.find(
      ({ rule }) => rule === "telegram.bot.unused-right",
    );
    expect(skipped?.why.say).toContain("it takes at least 14");

    await sdk(stage.sandbox, helper).restrictChatMember(group, cem, { permissions: {} });
    await world.until("noticed", async () =>
      (await usageIn(world.ctx.db, "telegram", String(group))).some(
        ({ permission }) => permission === "can_restrict_members",
      ),
    );
    for (let day = 1; day <= 95; day += 1) {
      world.clock.ahead = day * DAY - 1;
      await keepListening(world.ctx);
    }
    const found = (await audit()).findings.filter(({ rule }) => rule === "telegram.bot.unused-right");
    // Pins come as service messages, which is never as sure as what Telegram tells administrators.
    expect(found.map(({ key, confidence }) => [key, confidence])).toEqual([["can_pin_messages", "medium"]]);

    // No administrator any more: nothing is known, and nothing is said.
    stage.as(ada).promote(group, 42, {});
    expect((await audit()).findings.some(({ rule }) => rule === "telegram.bot.unused-right")).toBe(false);
  });

  it("a group that becomes a supergroup takes with it what is known about it", async () => {
    const stage = await telegramStage();
    close = () => stage.sandbox.close();
    world = await watch({ telegram: stage, documents: [helperAgent()] });
    stage.as(ada).removeMember(basic, countersign);
    stage.as(ada).addMember(basic, countersign);
    await world.until("looked at", async () => (await world.ctx.db.select().from(audits)).length === 1);
    const use = { userId: String(helper), permission: "can_pin_messages", channel: "", entryId: "1" };
    await keepUse(world.ctx.db, { platform: "telegram", workspace: String(basic), ...use, at: Date.now() });
    const now = stage.as(ada).upgradeToSupergroup(basic);
    await world.until("moved", async () => (await usageIn(world.ctx.db, "telegram", now)).length === 1);
    expect((await world.ctx.db.select().from(audits)).every(({ workspace }) => workspace === now)).toBe(true);
  });
});
