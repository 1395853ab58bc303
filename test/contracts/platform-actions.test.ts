/** What both platforms' logs say, in the words that manifests use. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentSchema } from "../../src/domain/manifest.ts";
import { isFlagName } from "../../src/domain/discord/flags.ts";
import { isPlatformAction, platformActions } from "../../src/domain/audit/platform-actions.ts";
import { actionsOf } from "../../src/platforms/discord/actions.ts";
import { actionsOfMember } from "../../src/platforms/telegram/actions.ts";
import { memberUpdate } from "../../src/platforms/telegram/shapes.ts";

const entry = (action_type: number, more: object = {}) => ({
  id: "1234567890123456789",
  action_type,
  user_id: "21",
  target_id: "12",
  ...more,
});
const told = (raw: object) =>
  actionsOf("1", raw).map(({ type, target, entryId }) => ({ type, target, entryId }));
const id = "1234567890123456789";

describe("Discord's audit log", () => {
  it.each([
    [22, {}, "discord.member.ban", { userId: "12" }],
    [20, {}, "discord.member.kick", { userId: "12" }],
    [12, {}, "discord.channel.delete", { channelId: "12" }],
    [
      14,
      { options: { id: "301", type: "0" } },
      "discord.overwrite.update",
      { channelId: "12", overwriteId: "301" },
    ],
    [73, { options: { count: "9" } }, "discord.message.bulk_delete", { channelId: "12" }],
    [
      72,
      { options: { channel_id: "40", count: "1" } },
      "discord.message.delete",
      { userId: "12", channelId: "40" },
    ],
    [
      74,
      { options: { channel_id: "40", message_id: "99" } },
      "discord.message.pin",
      { channelId: "40", messageId: "99" },
    ],
    [
      26,
      { target_id: null, options: { channel_id: "40", count: "2" } },
      "discord.member.move",
      { channelId: "40" },
    ],
    [21, { target_id: null }, "discord.member.prune", {}],
    [9999, {}, "discord.entry_9999", {}],
  ])("entry %i is %s", (type, more, name, target) => {
    expect(told(entry(type, more))).toEqual([{ type: name, target, entryId: id }]);
  });

  it("one entry that gives two roles and takes one is three actions, each with its own id", () => {
    const changes = [
      { key: "$add", new_value: [{ id: "301" }, { id: "302" }] },
      { key: "$remove", new_value: [{ id: "303" }] },
    ];
    expect(told(entry(25, { changes }))).toEqual([
      { type: "discord.role.grant", target: { userId: "12", roleId: "301" }, entryId: `${id}/301` },
      { type: "discord.role.grant", target: { userId: "12", roleId: "302" }, entryId: `${id}/302` },
      { type: "discord.role.revoke", target: { userId: "12", roleId: "303" }, entryId: `${id}/303` },
    ]);
  });

  it("what happened to a member is told by what changed", () => {
    const update = (key: string, new_value?: unknown) =>
      told(entry(24, { changes: [{ key, new_value }] })).map(({ type }) => type);
    expect(update("communication_disabled_until", "2026-11-22T13:00:00Z")).toEqual([
      "discord.member.timeout",
    ]);
    expect(update("communication_disabled_until")).toEqual(["discord.member.timeout_end"]);
    expect(update("nick", "x")).toEqual(["discord.member.nickname"]);
    expect(update("mute", true)).toEqual(["discord.member.mute"]);
    expect(update("something_new", true)).toEqual([]);
    const own = actionsOf("1", entry(24, { target_id: "21", changes: [{ key: "nick", new_value: "x" }] }));
    expect(own.map(({ type }) => type)).toEqual(["discord.member.own_nickname"]);
  });

  it("knows when, and takes nothing that is no entry or has nobody behind it", () => {
    expect(new Date(actionsOf("1", entry(22))[0]?.at ?? 0).toISOString()).toBe("2024-04-29T18:12:02.167Z");
    expect(actionsOf("1", entry(52, { user_id: null }))).toEqual([]);
    for (const odd of [null, 7, {}, entry(22, { id: "x" }), { ...entry(22), changes: 7 }])
      expect(actionsOf("1", odd)).toEqual([]);
  });
});

it("whatever Discord's log may hold one day is read or left out, and never breaks the reader", () => {
  const odd = fc.record({
    id: fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String),
    action_type: fc.oneof(fc.integer({ min: 0, max: 220 }), fc.anything()),
    user_id: fc.oneof(fc.constant("21"), fc.anything()),
    target_id: fc.oneof(fc.constant("12"), fc.anything()),
    options: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.anything()),
    changes: fc.oneof(
      fc.array(
        fc.record({ key: fc.constantFrom("$add", "$remove", "nick", "mute"), new_value: fc.anything() }),
      ),
      fc.anything(),
    ),
  });
  fc.assert(
    fc.property(odd, (raw) => {
      const once = actionsOf("1", raw);
      expect(actionsOf("1", raw)).toEqual(once);
      for (const { entryId, target, at } of once) {
        expect(entryId.startsWith(raw.id)).toBe(true);
        expect(Number.isSafeInteger(at)).toBe(true);
        for (const value of Object.values(target)) expect(typeof value).toBe("string");
      }
    }),
    { numRuns: 2_000 },
  );
});

describe("Telegram's member updates", () => {
  const bot = { id: 43, is_bot: true, first_name: "Helper" };
  const cem = { id: 5553, is_bot: false, first_name: "Cem" };
  const member = (status: string, more: object = {}, user: object = cem) => ({ status, user, ...more });
  const told = (old: object, now: object, from: object = bot) =>
    actionsOfMember(
      memberUpdate.parse({
        chat: { id: -1001, type: "supergroup", title: "Shop" },
        from,
        date: 1_763_812_800,
        old_chat_member: old,
        new_chat_member: now,
      }),
      9,
    ).map(({ type }) => type);
  const admin = (...rights: string[]) =>
    member("administrator", Object.fromEntries(rights.map((right) => [right, true])));
  it.each([
    ["ban", member("member"), member("kicked")],
    ["ban", member("left"), member("kicked")],
    ["unban", member("kicked"), member("left")],
    ["remove", member("member"), member("left")],
    ["restrict", member("member"), member("restricted", { is_member: true })],
    ["unrestrict", member("restricted", { is_member: true }), member("member")],
    ["promote", member("member"), admin("can_pin_messages")],
    ["promote", admin("can_pin_messages"), admin("can_promote_members")],
    ["demote", admin("can_pin_messages", "can_invite_users"), admin("can_pin_messages")],
    ["demote", admin("can_pin_messages"), member("member")],
    ["add", member("left"), member("member")],
  ])("%s", (type, old, now) => {
    expect(told(old, now)).toEqual([`telegram.member.${type}`]);
  });
  it("people coming and going by themselves did nothing to anybody", () => {
    expect(told(member("left"), member("member"), cem)).toEqual([]);
    expect(told(member("member"), member("left"), cem)).toEqual([]);
  });
});

describe("the list of platform actions", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/platform-actions.md"), "utf8");
  it.each(Object.keys(platformActions))(
    "%s is documented, can be declared, and proves real permissions",
    (type) => {
      if (!isPlatformAction(type)) throw new Error("not listed");
      const { target, proves } = platformActions[type];
      const line = page.split("\n").find((each) => each.startsWith(`| \`${type}\``));
      expect(line).toBeDefined();
      for (const name of target) expect(line).toContain(`\`${name}\``);
      const manifest = {
        apiVersion: "countersign/v1",
        kind: "Agent",
        metadata: { id: "a" },
        actions: [{ type }],
      };
      expect(agentSchema.safeParse(manifest).error?.message).toBeUndefined();
      for (const name of proves) expect(type.startsWith("telegram.") || isFlagName(name)).toBe(true);
    },
  );
});
