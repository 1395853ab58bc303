import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GatewayOpcodes } from "@discordjs/core";
import type { SessionInfo } from "@discordjs/ws";
import { WebSocket } from "ws";
import { startDiscordSandbox, type DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { connect, type Connected } from "../support/discord-sdk.ts";
import { ids, smallWorld, tokens } from "../support/discord-world.ts";

let sandbox: DiscordSandbox;
const running: Connected[] = [];

beforeEach(async () => {
  sandbox = await startDiscordSandbox({ world: smallWorld() });
});

afterEach(async () => {
  const stopping = running.splice(0).map((each) => each.stop());
  await sandbox.close();
  await Promise.all(stopping);
});

async function start(...given: Parameters<typeof connect> extends [unknown, ...infer Rest] ? Rest : never) {
  const bot = await connect(sandbox, ...given);
  running.push(bot);
  return bot;
}

const identifies = (bot: Connected) => bot.events.filter((each) => each.t === "READY").length;
const readyOn = (shard: [number, number]) =>
  new Promise<{ t: string; d: { guilds?: object[] } }>((resolve) => {
    const socket = new WebSocket(`${sandbox.gatewayUrl}/?v=10&encoding=json`);
    const d = { token: tokens.countersign, intents: 1, shard, properties: {} };
    socket.on("open", () => socket.send(JSON.stringify({ op: 2, d })));
    socket.on("message", (raw: Buffer) => {
      const frame = JSON.parse(raw.toString()) as { t: string; d: object };
      if (frame.t === "READY") resolve(frame);
    });
  });
const texts = (bot: Connected) =>
  bot.events.flatMap((each) =>
    each.t === "MESSAGE_CREATE" ? [(each.d as { content: string }).content] : [],
  );
const olga = () => sandbox.control.as(ids.owner);

describe("connecting", () => {
  test("READY, then the server with hidden channels as stubs", async () => {
    const bot = await start(tokens.countersign);
    expect((await bot.event("READY")).d).toMatchObject({
      guilds: [{ id: ids.guild, unavailable: true }],
      resume_gateway_url: sandbox.gatewayUrl,
    });
    const { channels, members, roles } = (await bot.event("GUILD_CREATE")).d as {
      channels: { id: string; name: string; flags: number; permission_overwrites: object[] }[];
      members: object[];
      roles: object[];
    };
    expect(channels.map(({ id, name, flags }) => [id, name, flags])).toEqual([
      [ids.general, "general", 0],
      [ids.approvals, "approvals", 0],
      [ids.secrets, "staff", 0],
      [ids.secret, "___hidden___", 131072],
    ]);
    expect(channels[3]?.permission_overwrites).toEqual([
      { id: ids.guild, type: 0, allow: "0", deny: "1024" },
    ]);
    expect([members.length, roles.length]).toEqual([1, 5]);
  });

  test.each([
    ["a wrong token", { token: "wrong", intents: 53 }, 4004],
    ["an intent that is not switched on", { token: tokens.countersign, intents: 1 << 1 }, 4014],
    ["intents that do not exist", { token: tokens.countersign, intents: -1 }, 4013],
    ["an impossible shard", { token: tokens.countersign, intents: 53, shard: [3, 2] }, 4010],
  ])("%s closes the connection for good", async (_, data, code) => {
    const socket = new WebSocket(`${sandbox.gatewayUrl}/?v=10&encoding=json`);
    socket.on("open", () => socket.send(JSON.stringify({ op: 2, d: { properties: {}, ...data } })));
    expect(await new Promise((resolve) => socket.on("close", resolve))).toBe(code);
  });

  test("identifying counts against the day's budget", async () => {
    const bot = await start(tokens.countersign);
    const { session_start_limit: limit } = await bot.client.api.gateway.getBot();
    expect([limit.total, limit.remaining]).toEqual([1000, 999]);
  });

  test("each event goes only to those whose intents, rights and view allow it", async () => {
    const mine = await start(tokens.countersign);
    const reader = await start(tokens.helper, { intents: 1 | (1 << 9) | (1 << 15) });
    const blind = await start(tokens.helper, { intents: 1 | (1 << 9) });
    sandbox.control.as(ids.outsider).say(ids.general, "hello");
    sandbox.control.as(ids.moderator).say(ids.secret, "psst");
    await reader.event("MESSAGE_CREATE", (data: { content: string }) => data.content === "psst");
    expect(texts(reader)).toEqual(["hello", "psst"]);
    expect(texts(blind)).toEqual(["", ""]);
    expect(texts(mine)).toEqual([]);
  });

  test("members by id need no privileged intent", async () => {
    const bot = await start(tokens.countersign);
    await bot.gateway.send(0, {
      op: GatewayOpcodes.RequestGuildMembers,
      d: { guild_id: ids.guild, user_ids: [ids.owner, "1"], limit: 0 },
    });
    const { d } = await bot.event("GUILD_MEMBERS_CHUNK");
    expect(d).toMatchObject({ members: [{ user: { id: ids.owner } }], not_found: ["1"] });
  });
});

describe("staying connected", () => {
  test("a dropped connection resumes and gets what it missed, without identifying again", async () => {
    const bot = await start(tokens.countersign);
    await bot.event("GUILD_CREATE");
    sandbox.faults.dropGateway(4000);
    olga().changeRole(ids.modRole, { name: "Mods" });
    await bot.event("GUILD_ROLE_UPDATE", (data: { role: { name: string } }) => data.role.name === "Mods");
    await bot.event("RESUMED");
    expect([bot.closes, identifies(bot)]).toEqual([[4000], 1]);
  });

  test("a restarted process resumes a stored session", async () => {
    let stored: SessionInfo | null = null;
    const first = await connect(sandbox, tokens.countersign, {
      onSession: (session) => (stored = session ?? stored),
    });
    await first.event("GUILD_CREATE");
    await first.gateway.destroy({ code: 4200 });
    olga().changeRole(ids.modRole, { name: "Mods" });
    const second = await start(tokens.countersign, { session: stored });
    await second.event("GUILD_ROLE_UPDATE");
    expect(identifies(second)).toBe(0);
  });

  test("a forgotten session is refused and identified anew", async () => {
    const bot = await start(tokens.countersign);
    sandbox.faults.forgetSessions();
    await expect.poll(() => identifies(bot), { timeout: 4_000 }).toBe(2);
  });

  test("asked to reconnect, the SDK resumes", async () => {
    const bot = await start(tokens.countersign);
    await bot.event("GUILD_CREATE");
    sandbox.faults.askReconnect();
    await bot.event("RESUMED");
    expect(identifies(bot)).toBe(1);
  });

  test("a half-open connection says nothing and hears nothing; a new one works", async () => {
    const bot = await start(tokens.countersign);
    await bot.event("GUILD_CREATE");
    sandbox.faults.silence();
    const before = bot.events.length;
    olga().changeRole(ids.modRole, { name: "Mods" });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(bot.events.length).toBe(before);
    const other = await start(tokens.countersign);
    expect((await other.event("GUILD_CREATE")).d).toMatchObject({ id: ids.guild });
  });
});

describe("channels come into view and leave it", () => {
  test("gaining access brings the channel in full, losing it a stub", async () => {
    const bot = await start(tokens.countersign);
    await bot.event("GUILD_CREATE");
    olga().setOverwrite(ids.secret, { id: ids.csRole, type: "role", allow: ["VIEW_CHANNEL"] });
    const gained = await bot.event("CHANNEL_UPDATE", (data: { name: string }) => data.name === "secret");
    expect(gained.d).toMatchObject({
      flags: 0,
      permission_overwrites: [{}, {}, { id: ids.csRole, allow: "1024" }],
    });
    olga().deleteOverwrite(ids.secret, ids.csRole);
    const lost = await bot.event("CHANNEL_UPDATE", (data: { name: string }) => data.name === "___hidden___");
    expect(lost.d).toMatchObject({ id: ids.secret, flags: 131072 });
  });

  test("a role given makes channels visible, too", async () => {
    const bot = await start(tokens.countersign);
    await bot.event("GUILD_CREATE");
    olga().giveRole(ids.countersign, ids.modRole);
    await bot.event("CHANNEL_UPDATE", (data: { id: string; name: string }) => data.name === "secret");
    expect((await bot.event("GUILD_MEMBER_UPDATE")).d).toMatchObject({ roles: [ids.csRole, ids.modRole] });
  });
});

describe("what happens in a server reaches those it concerns", () => {
  const invite = `https://discord.com/oauth2/authorize?client_id=${ids.helper}&scope=bot+applications.commands&permissions=8&guild_id=${ids.guild}`;

  test("a bot that is removed and added again, with its role and its integration", async () => {
    const mine = await start(tokens.countersign);
    const helper = await start(tokens.helper, { intents: 1 });
    await helper.event("GUILD_CREATE");
    olga().kick(ids.helper);
    expect((await helper.event("GUILD_DELETE")).d).toEqual({ id: ids.guild });
    expect((await mine.event("GUILD_ROLE_DELETE")).d).toMatchObject({ role_id: ids.helperRole });
    expect((await mine.event("INTEGRATION_DELETE")).d).toMatchObject({ application_id: ids.helper });
    olga().authorize(invite);
    const { d } = await mine.event("INTEGRATION_CREATE");
    expect(d).toMatchObject({
      application: { bot: { id: ids.helper } },
      scopes: ["applications.commands", "bot"],
    });
    expect(d).not.toHaveProperty("user");
    expect((await mine.event("GUILD_INTEGRATIONS_UPDATE")).d).toEqual({ guild_id: ids.guild });
    expect((await mine.event("GUILD_ROLE_CREATE")).d).toMatchObject({
      role: { tags: { bot_id: ids.helper } },
    });
    await expect.poll(() => helper.events.filter((each) => each.t === "GUILD_CREATE").length).toBe(2);
  });

  test("bans and webhooks, without what they contain", async () => {
    const mine = await start(tokens.countersign);
    const helper = await start(tokens.helper, { intents: 1 });
    await helper.client.api.channels.createWebhook(ids.general, { name: "hook" });
    olga().ban(ids.outsider);
    expect((await mine.event("WEBHOOKS_UPDATE")).d).toEqual({ guild_id: ids.guild, channel_id: ids.general });
    expect((await mine.event("GUILD_BAN_ADD")).d).toMatchObject({ user: { id: ids.outsider } });
    expect(texts(mine)).toEqual([]);
    expect(() => sandbox.control.as(ids.outsider).sees(ids.general)).toThrow("Missing Access");
  });

  test("a shard hears only of its own servers", async () => {
    const own = Number((BigInt(ids.guild) >> 22n) % 2n);
    expect((await readyOn([own, 2])).d.guilds).toHaveLength(1);
    expect((await readyOn([1 - own, 2])).d.guilds).toHaveLength(0);
  });

  test("with obfuscation off hidden channels come in full, as before November 2026", async () => {
    const open = await startDiscordSandbox({ world: smallWorld(), obfuscate: false });
    const bot = await connect(open, tokens.countersign);
    const { channels } = (await bot.event("GUILD_CREATE")).d as { channels: { name: string }[] };
    expect(channels.map((each) => each.name)).toContain("secret");
    const stopping = bot.stop();
    await open.close();
    await stopping;
  });
});
