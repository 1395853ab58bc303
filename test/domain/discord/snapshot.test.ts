import { describe, expect, it } from "vitest";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { GUILD, channel, file, member, overwrite, parse, role, stub, thread } from "./guild.ts";

type Raw = Record<string, unknown>;
const problemsOf = (input: unknown): string[] => {
  const read = readDiscordSnapshot(input);
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`);
};
const LIST = "expected a list";
const ID = "expected an id in quotes, digits only (a bare number this long loses digits)";
const MASK = 'expected a permission mask as a decimal string, such as "3072"';

describe("reads", () => {
  it("what Countersign needs, and ignores what it doesn't know", () => {
    const snapshot = parse({
      ...file({
        everyone: 1024n,
        roles: [
          role("200", 8n, {
            managed: true,
            color: 5,
            tags: { bot_id: "300", integration_id: "301", is_new: 1 },
          }),
          role("201", 0n, { tags: { guild_connections: null }, flags: 1 }),
          role("202", 0n, { tags: {} }),
        ],
        channels: [
          channel("400", [overwrite("200", "role", 1n << 70n, 4n)], { parent_id: "500", topic: "hello" }),
        ],
        members: [
          member("300", ["200", "200", GUILD], {
            nick: "Hal",
            communication_disabled_until: "2026-11-22T12:00:00.123000+00:00",
            flags: 2,
          }),
        ],
      }),
      somethingNew: true,
    });
    expect(snapshot.takenAt.toISOString()).toBe("2026-11-22T12:00:00.000Z");
    expect(snapshot.guild.roles.slice(1)).toEqual([
      {
        id: "200",
        name: "role 200",
        position: 1,
        permissions: 8n,
        managed: true,
        botId: "300",
        integrationId: "301",
        linked: false,
        inPrompt: false,
      },
      expect.objectContaining({ id: "201", linked: true, inPrompt: true, managed: false, botId: null }),
      expect.objectContaining({ id: "202", linked: false, inPrompt: false }),
    ]);
    expect(snapshot.channels).toEqual([
      {
        id: "400",
        name: "channel-400",
        type: 0,
        parentId: "500",
        position: 0,
        hidden: false,
        overwrites: [{ id: "200", kind: "role", allow: 1n << 70n, deny: 4n }],
        joined: [],
      },
    ]);
    expect(snapshot.members).toEqual([
      {
        id: "300",
        name: "Hal",
        bot: true,
        roles: ["200"],
        timeoutUntil: new Date("2026-11-22T12:00:00.123Z"),
        flags: 2,
        joinedAt: new Date("2026-01-01T00:00:00Z"),
      },
    ]);
    expect(snapshot.notes).toEqual([]);
  });

  it("the least there can be: optional fields missing or null, no members, no audit log", () => {
    const snapshot = parse({
      platform: "discord",
      takenAt: "2026-11-22T12:00:00Z",
      viewer: "1",
      guild: { id: "1", owner_id: "2", roles: [{ id: "1", position: 0, permissions: "0" }] },
      channels: [{ id: "3", type: 0, permission_overwrites: null }],
    });
    expect(snapshot.guild).toMatchObject({ name: "1", mfaLevel: null });
    expect(snapshot.members).toEqual([]);
    expect(snapshot.channels[0]).toMatchObject({ overwrites: null, hidden: false });
  });

  it("masks written as numbers, and overwrite types written as words, as older tools save them", () => {
    const snapshot = parse(
      file({
        channels: [channel("400", [{ id: "200", type: "member", allow: 2 ** 53 - 1, deny: 0 }])],
      }),
    );
    expect(snapshot.channels[0]?.overwrites).toEqual([
      { id: "200", kind: "member", allow: 2n ** 53n - 1n, deny: 0n },
    ]);
  });

  it("a stub by its flag: its made-up overwrites are dropped", () => {
    const snapshot = parse(
      file({ channels: [stub("400"), channel("401", [], { name: "___hidden___", flags: (1 << 17) - 1 })] }),
    );
    expect(snapshot.channels.map(({ hidden, overwrites }) => ({ hidden, overwrites }))).toEqual([
      { hidden: true, overwrites: null },
      { hidden: false, overwrites: [] },
    ]);
  });

  it("who is proven to be in a thread: the viewer's own membership and the preview", () => {
    const snapshot = parse(
      file({
        channels: [
          channel("400"),
          thread("600", "400", {
            type: 12,
            member: { join_timestamp: "…" },
            member_ids_preview: ["301", "300"],
          }),
        ],
      }),
    );
    expect(snapshot.channels[1]?.joined).toEqual(["300", "301"]);
  });

  it("10,000 channels", () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      channel(String(1000 + at), [overwrite(GUILD, "role", 0n, 1024n)]),
    );
    expect(parse(file({ channels: many })).channels).toHaveLength(10_000);
  });
});

describe("notes what stays open", () => {
  it.each([
    [
      "a member's role that is not in the guild",
      file({ members: [member("300", ["998", "999"])] }),
      "members[0].roles: roles 998, 999 not in guild.roles: what they grant is unknown",
    ],
    [
      "a channel without overwrites",
      file({ channels: [{ ...channel("400"), permission_overwrites: undefined }] }),
      "channels[0].permission_overwrites: missing: rights in this channel are unknown",
    ],
    [
      "a thread without its channel",
      file({ channels: [thread("600", "999")] }),
      "channels[0].parent_id: the thread's channel is missing: rights in this thread are unknown",
    ],
  ])("%s", (_, input, note) => {
    expect(parse(input).notes.map(({ path, message }) => `${path}: ${message}`)).toEqual([note]);
  });
});

const whole = (): Raw =>
  file({
    roles: [role("200", 0n)],
    channels: [channel("400")],
    members: [member("300")],
  }) as unknown as Raw;

/** The whole file with one place changed, named by its path. */
const changed = (path: string, value: unknown): unknown => {
  const input = whole();
  const parts = path.split(".");
  const last = parts.pop()!;
  let at: Raw = input;
  for (const part of parts) at = at[part] as Raw;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return input;
};

describe("refuses, with the path", () => {
  it.each<[string, unknown, string]>([
    ["platform", "telegram", 'platform: expected "discord"'],
    ["takenAt", "yesterday", "takenAt: expected a time such as 2026-11-22T12:00:00Z"],
    ["takenAt", undefined, "takenAt: expected a time such as 2026-11-22T12:00:00Z"],
    ["viewer", 300, `viewer: ${ID}`],
    ["guild", undefined, "guild: expected an object"],
    ["guild", [], "guild: expected an object"],
    ["guild.id", 1180000000000001, `guild.id: ${ID}`],
    ["guild.owner_id", undefined, `guild.owner_id: ${ID}`],
    ["guild.roles", undefined, `guild.roles: ${LIST}`],
    [
      "guild.roles",
      [],
      `guild.roles: the @everyone role (id ${GUILD}) is missing; save the whole answer of GET /guilds/${GUILD}`,
    ],
    ["guild.roles.1.permissions", undefined, `guild.roles[1].permissions: ${MASK}`],
    ["guild.roles.1.permissions", "-1", `guild.roles[1].permissions: ${MASK}`],
    ["guild.roles.1.permissions", "0x8", `guild.roles[1].permissions: ${MASK}`],
    ["guild.roles.1.permissions", 2 ** 53, `guild.roles[1].permissions: ${MASK}`],
    ["guild.roles.1.permissions", 1.5, `guild.roles[1].permissions: ${MASK}`],
    ["guild.roles.1.permissions", "9".repeat(91), `guild.roles[1].permissions: ${MASK}`],
    ["guild.roles.1.position", "1", "guild.roles[1].position: expected a whole number"],
    ["guild.roles.1.managed", "yes", "guild.roles[1].managed: expected true or false"],
    ["guild.roles.1.tags", { bot_id: 5 }, `guild.roles[1].tags.bot_id: ${ID}`],
    ["channels", undefined, `channels: ${LIST}`],
    ["channels", {}, `channels: ${LIST}`],
    ["channels.0", null, "channels[0]: expected an object"],
    ["channels.0.id", "general", `channels[0].id: ${ID}`],
    ["channels.0.type", "text", "channels[0].type: expected a whole number"],
    ["channels.0.flags", "131072", "channels[0].flags: expected a whole number"],
    ["channels.0.permission_overwrites", {}, `channels[0].permission_overwrites: ${LIST}`],
    ["channels.0.permission_overwrites", ["x"], "channels[0].permission_overwrites[0]: expected an object"],
    [
      "channels.0.permission_overwrites",
      [overwrite("200", "role", 0n, 0n), { id: "201", type: 0, allow: true, deny: "0" }],
      `channels[0].permission_overwrites[1].allow: ${MASK}`,
    ],
    [
      "channels.0.permission_overwrites",
      [{ id: "201", type: 2, allow: "0", deny: "0" }],
      "channels[0].permission_overwrites[0].type: expected 0 (role) or 1 (member)",
    ],
    [
      "channels.0.permission_overwrites",
      [{ type: 0, allow: "0", deny: "0" }],
      `channels[0].permission_overwrites[0].id: ${ID}`,
    ],
    ["members", "none", `members: ${LIST}`],
    ["members.0.user", undefined, "members[0].user: expected an object"],
    ["members.0.roles", undefined, `members[0].roles: ${LIST}`],
    ["members.0.roles", [200], `members[0].roles[0]: ${ID}`],
    [
      "members.0.communication_disabled_until",
      "soon",
      "members[0].communication_disabled_until: expected a time such as 2026-11-22T12:00:00Z",
    ],
    ["auditLog", ["x"], "auditLog[0]: expected an object"],
  ])("%s = %j", (path, value, sentence) => expect(problemsOf(changed(path, value))).toEqual([sentence]));

  it.each([null, 7, "text", [], undefined])("%j instead of a snapshot", (input) => {
    expect(problemsOf(input)).toEqual([
      ': expected a snapshot object: {"platform":"discord","takenAt":…,"guild":…,"channels":[…]}',
    ]);
  });

  it("ids that appear twice", () => {
    const twice = channel("400", [overwrite("200", "role", 0n, 0n), overwrite("200", "role", 1n, 0n)]);
    expect(
      problemsOf(
        file({
          roles: [role("200", 0n), role("200", 8n)],
          channels: [twice, channel("400")],
          members: [member("300"), member("301"), member("300")],
        }),
      ),
    ).toEqual([
      "guild.roles[2].id: 200 is already used by guild.roles[1]",
      "channels[1].id: 400 is already used by channels[0]",
      "members[2].user.id: 300 is already used by members[0]",
      "channels[0].permission_overwrites[1].id: 200 is already used by channels[0].permission_overwrites[0]",
    ]);
  });

  it("at most 20 problems", () => {
    const channels = Array.from({ length: 50 }, (_, at) => channel(String(400 + at), [], { type: "text" }));
    expect(problemsOf(file({ channels }))).toHaveLength(20);
  });
});
