import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Routes } from "@discordjs/core";
import type { REST } from "@discordjs/rest";
import { startDiscordSandbox, type DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { connect, restFor } from "../support/discord-sdk.ts";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { ids, smallWorld, tokens } from "../support/discord-world.ts";

let sandbox: DiscordSandbox;
let helper: REST;
let mine: REST;

beforeEach(async () => {
  sandbox = await startDiscordSandbox({ world: smallWorld() });
  helper = restFor(sandbox, tokens.helper);
  mine = restFor(sandbox, tokens.countersign);
});

afterEach(() => sandbox.close());

const as = (id: string) => sandbox.control.as(id);
const invite = (permissions: string) =>
  `https://discord.com/oauth2/authorize?client_id=${ids.helper}&scope=bot+applications.commands&permissions=${permissions}&guild_id=${ids.guild}&disable_guild_select=true`;

const managedRoles = async () =>
  ((await mine.get(Routes.guildRoles(ids.guild))) as { tags?: object }[]).filter((each) => each.tags);

interface Entry {
  action_type: number;
  user_id: string;
  target_id: string;
  changes?: object[];
  reason?: string;
}

async function audit(query: Record<string, string> = {}): Promise<Entry[]> {
  const log = await mine.get(Routes.guildAuditLog(ids.guild), { query: new URLSearchParams(query) });
  return (log as { audit_log_entries: Entry[] }).audit_log_entries;
}

describe("the consent screen", () => {
  test("a re-invite replaces the managed role's permissions, tells the bots and is logged under the person", async () => {
    const bot = await connect(sandbox, tokens.countersign);
    await bot.event("GUILD_CREATE");
    as(ids.moderator).authorize(invite("274877991936"));
    expect((await bot.event("GUILD_ROLE_UPDATE")).d).toMatchObject({
      role: { id: ids.helperRole, permissions: "274877991936" },
    });
    const change = { key: "permissions", old_value: "8", new_value: "274877991936" };
    expect((await bot.event("GUILD_AUDIT_LOG_ENTRY_CREATE")).d).toMatchObject({
      action_type: 31,
      changes: [change],
    });
    expect(await audit()).toMatchObject([
      { action_type: 31, user_id: ids.moderator, target_id: ids.helperRole, changes: [change] },
    ]);
    const stopping = bot.stop();
    await sandbox.close();
    await stopping;
  });

  test("only the managed role changes: other roles keep what they grant", async () => {
    as(ids.owner).giveRole(ids.helper, ids.adminRole);
    as(ids.owner).authorize(invite("0"));
    await helper.get(Routes.guildBans(ids.guild));
    as(ids.owner).takeRole(ids.helper, ids.adminRole);
    await expect(helper.get(Routes.guildBans(ids.guild))).rejects.toMatchObject({ code: 50013 });
  });

  test("it needs Manage Server", () => {
    expect(() => as(ids.outsider).authorize(invite("8"))).toThrow("Missing Permissions");
  });

  test("a removed bot is installed anew: without permissions it gets no managed role", async () => {
    as(ids.owner).kick(ids.helper);
    await expect(helper.get(Routes.guild(ids.guild))).rejects.toMatchObject({ code: 10004 });
    expect(await managedRoles()).toHaveLength(1);
    as(ids.owner).authorize(invite("0"));
    expect([(await managedRoles()).length, await helper.get(Routes.guild(ids.guild))]).toMatchObject([
      1,
      { id: ids.guild },
    ]);
    as(ids.owner).authorize(invite("1024"));
    expect(await managedRoles()).toMatchObject([
      {},
      { tags: { bot_id: ids.helper }, permissions: "1024", managed: true },
    ]);
    expect((await audit()).map((each) => each.action_type)).toEqual([30, 28, 80, 82, 32, 20]);
  });
});

describe("hierarchy", () => {
  test("nobody gives what they lack, or touches what is above them", () => {
    const mara = as(ids.moderator);
    expect(() => mara.changeRole(ids.csRole, { permissions: ["BAN_MEMBERS"] })).toThrow(
      "Missing Permissions",
    );
    expect(() => mara.changeRole(ids.adminRole, { name: "x" })).toThrow("Missing Permissions");
    expect(() => mara.giveRole(ids.outsider, ids.adminRole)).toThrow("Missing Permissions");
    expect(() => mara.giveRole(ids.outsider, ids.csRole)).toThrow("Invalid Role");
    expect(() => mara.kick(ids.owner)).toThrow("Missing Permissions");
    expect(() => as(ids.outsider).kick(ids.helper)).toThrow("Missing Permissions");
    mara.changeRole(ids.csRole, { permissions: ["VIEW_CHANNEL", "KICK_MEMBERS"] });
    mara.kick(ids.helper);
    expect(
      as(ids.owner)
        .members(ids.guild)
        .map((each) => each.id),
    ).not.toContain(ids.helper);
  });

  test("an administrator bot edits nothing of the owner, and cannot be timed out", async () => {
    const patch = helper.patch(Routes.guildMember(ids.guild, ids.owner), { body: { nick: "Boss" } });
    await expect(patch).rejects.toMatchObject({ code: 50013 });
    expect(() => as(ids.moderator).timeout(ids.helper, 5)).toThrow("Missing Permissions");
  });

  test("overwrites only with bits one holds, unless an overwrite here lets one manage permissions", () => {
    const mara = as(ids.moderator);
    const wish = { id: ids.outsider, type: "member" as const, allow: ["MENTION_EVERYONE" as const] };
    expect(() => mara.setOverwrite(ids.general, wish)).toThrow("Missing Permissions");
    mara.setOverwrite(ids.general, { ...wish, allow: ["SEND_MESSAGES"] });
    as(ids.owner).setOverwrite(ids.general, { id: ids.modRole, type: "role", allow: ["MANAGE_ROLES"] });
    mara.setOverwrite(ids.general, wish);
    expect(() => mara.setOverwrite(ids.general, { ...wish, allow: ["MANAGE_ROLES"] })).toThrow(
      "Missing Permissions",
    );
  });
});

describe("the audit log", () => {
  test("filters, order and limit", async () => {
    as(ids.owner).giveRole(ids.outsider, ids.modRole);
    await helper.patch(Routes.guildMember(ids.guild, ids.shy), {
      body: { nick: "O" },
      reason: "für Otto",
    });
    await helper.put(Routes.guildBan(ids.guild, ids.shy));
    const kinds = async (query: Record<string, string>) =>
      (await audit(query)).map((each) => each.action_type);
    expect(await kinds({})).toEqual([22, 24, 25]);
    expect(await kinds({ limit: "1" })).toEqual([22]);
    expect(await kinds({ user_id: ids.helper })).toEqual([22, 24]);
    expect(await kinds({ action_type: "25" })).toEqual([25]);
    const [newest, middle, oldest] = (await audit()) as (Entry & { id: string })[];
    expect(await kinds({ before: newest?.id ?? "" })).toEqual([24, 25]);
    expect(await kinds({ after: oldest?.id ?? "" })).toEqual([24, 22]);
    expect(middle).toMatchObject({ reason: "für Otto", changes: [{ key: "nick", new_value: "O" }] });
    expect(checkDiscordTraffic(sandbox.requests)).toEqual([]);
  });

  test("a single message deleted by a bot is not logged; by a person it is", async () => {
    const one = as(ids.outsider).say(ids.general, "one");
    const two = as(ids.outsider).say(ids.general, "two");
    await helper.delete(Routes.channelMessage(ids.general, one.id));
    expect(await audit()).toEqual([]);
    as(ids.moderator).deleteMessage(ids.general, two.id);
    expect(await audit()).toMatchObject([
      { action_type: 72, user_id: ids.moderator, target_id: ids.outsider },
    ]);
  });

  test("it needs its right", async () => {
    as(ids.owner).changeRole(ids.csRole, { permissions: ["VIEW_CHANNEL"] });
    await expect(audit()).rejects.toMatchObject({ status: 403, code: 50013 });
  });
});

describe("threads", () => {
  test("are written in with their own right, and private ones are for their members", async () => {
    const { id } = (await helper.post(Routes.threads(ids.general), {
      body: { name: "aside", type: 12 },
    })) as {
      id: string;
    };
    expect(() => as(ids.outsider).sees(id)).toThrow("Missing Access");
    expect(as(ids.owner).sees(id)).toEqual([]);
    const { id: open } = (await helper.post(Routes.threads(ids.general), {
      body: { name: "open", type: 11 },
    })) as {
      id: string;
    };
    expect(() => as(ids.outsider).say(open, "hi")).toThrow("Missing Permissions");
    as(ids.owner).changeRole(ids.guild, { permissions: ["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS"] });
    as(ids.outsider).say(open, "hi");
  });
});
