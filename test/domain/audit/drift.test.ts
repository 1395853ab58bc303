import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Change, compareSnapshots } from "../../../src/domain/audit/compare.ts";
import { attribute, type Deed } from "../../../src/domain/audit/drift.ts";
import {
  type DiscordSnapshot,
  type DiscordSnapshotFile,
  readDiscordSnapshot,
} from "../../../src/domain/discord/snapshot.ts";
import { readTelegramSnapshot, type TelegramSnapshotFile } from "../../../src/domain/telegram/snapshot.ts";
import {
  chat,
  core,
  guild,
  type GuildParts,
  id,
  overwrite,
  telegramBot,
} from "../../fixtures/audit/build.ts";
import { discordCase, telegramCase } from "./random-worlds.ts";

function read(file: DiscordSnapshotFile | TelegramSnapshotFile) {
  const result = file.platform === "discord" ? readDiscordSnapshot(file) : readTelegramSnapshot(file);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.snapshot;
}
const between = (before: GuildParts, after: GuildParts) =>
  compareSnapshots(read(guild(before)), read(guild(after)));
const short = (changes: Change[]) =>
  changes.map(
    ({ direction, what, agent, names, channels }) =>
      `${direction} ${what} ${agent?.name ?? "everybody"}: ${names.join(" ")}${channels ? ` in ${channels.map(({ name }) => name).join(" ")}` : ""}`,
  );

describe("what changed on Discord", () => {
  it.each<[string, GuildParts, GuildParts, string[]]>([
    ["nothing", {}, {}, []],
    ["its role got more", {}, { bot: [...core, "BAN_MEMBERS"] }, ["wider rights Helpdesk: BAN_MEMBERS"]],
    ["its role got less", { bot: [...core, "BAN_MEMBERS"] }, {}, ["narrower rights Helpdesk: BAN_MEMBERS"]],
    [
      "administrator is said alone",
      {},
      { bot: [...core, "ADMINISTRATOR"] },
      ["wider rights Helpdesk: ADMINISTRATOR"],
    ],
    [
      "it got another role",
      { extra: ["KICK_MEMBERS"] },
      { extra: ["KICK_MEMBERS"], botRoles: [id.extra] },
      ["wider rights Helpdesk: KICK_MEMBERS"],
    ],
    [
      "one channel got an overwrite",
      {},
      { overwrites: { news: [overwrite(id.botRole, ["MANAGE_MESSAGES"])] } },
      ["wider rights Helpdesk: MANAGE_MESSAGES in news"],
    ],
    [
      "a private channel was opened: everything it can do there is told",
      {},
      { overwrites: { staff: [overwrite(id.botRole, ["VIEW_CHANNEL"])] } },
      ["wider rights Helpdesk: ADD_REACTIONS VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY in staff"],
    ],
    [
      "a denial narrows",
      {},
      { overwrites: { news: [overwrite(id.botRole, [], ["ADD_REACTIONS"])] } },
      ["narrower rights Helpdesk: ADD_REACTIONS in news"],
    ],
    [
      "somebody new",
      {},
      { second: ["VIEW_CHANNEL"] },
      ["wider new Herald: ADD_REACTIONS VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY"],
    ],
    ["somebody gone", { second: ["VIEW_CHANNEL"] }, {}, ["narrower gone Herald: "]],
    ["a channel that can't be seen any more says nothing", {}, { hidden: true }, []],
    ["a channel that can be seen now says nothing", { hidden: true }, {}, []],
  ])("%s", (_, before, after, expected) => {
    expect(short(between(before, after))).toEqual(expected);
  });

  it("a channel that was hidden and is shown now is no widening, though the bot can do everything there", () => {
    const before = guild({ hidden: true });
    const after = guild({ hidden: true });
    after.channels = after.channels.map((channel) =>
      channel["id"] === id.hidden
        ? { id: id.hidden, type: 0, name: "vault", permission_overwrites: [] }
        : channel,
    );
    expect(compareSnapshots(read(before), read(after))).toEqual([]);
    expect(compareSnapshots(read(after), read(before))).toEqual([]);
  });

  it("a timeout is no narrowing", () => {
    const after = guild();
    after.members = after.members.map((member) => ({
      ...member,
      communication_disabled_until: "2026-11-23T12:00:00Z",
    }));
    expect(compareSnapshots(read(guild()), read(after))).toEqual([]);
  });
});

describe("what changed on Telegram", () => {
  const told = (before: Parameters<typeof chat>[0], after: Parameters<typeof chat>[0]) =>
    short(compareSnapshots(read(chat(before)), read(chat(after))));
  it.each<[string, Parameters<typeof chat>[0], Parameters<typeof chat>[0], string[]]>([
    [
      "made administrator",
      {},
      { rights: ["can_pin_messages"] },
      ["wider rights Helpdesk: can_manage_chat can_pin_messages"],
    ],
    [
      "rights exchanged",
      { rights: ["can_pin_messages"] },
      { rights: ["can_promote_members"] },
      ["wider rights Helpdesk: can_promote_members", "narrower rights Helpdesk: can_pin_messages"],
    ],
    ["not named any more: nothing is known", {}, { without: true }, []],
    [
      "named now",
      { without: true },
      { rights: ["can_pin_messages"] },
      ["wider new Helpdesk: can_manage_chat can_pin_messages"],
    ],
    [
      "members may bring in others",
      {},
      { permissions: { can_send_messages: true, can_invite_users: true } },
      ["wider rights everybody: can_invite_users"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
  it("certainly gone, when Telegram says so", () => {
    const after = chat({ without: true });
    after.members = [
      { status: "left", user: { id: Number(telegramBot), is_bot: true, first_name: "Helpdesk" } },
    ];
    expect(short(compareSnapshots(read(chat()), read(after)))).toEqual(["narrower gone Helpdesk: "]);
  });
});

describe("laws", () => {
  const reversed = (changes: Change[]) =>
    changes
      .filter(({ what }) => what === "rights")
      .map((change) => ({ ...change, direction: change.direction === "wider" ? "narrower" : "wider" }))
      .map(({ direction, agent, names, channels }) =>
        JSON.stringify([direction, agent?.id, names, channels?.map((one) => one.id)]),
      )
      .sort();
  const forwards = (changes: Change[]) => reversed(reverse(changes));
  const reverse = (changes: Change[]): Change[] =>
    changes.map((change) => ({ ...change, direction: change.direction === "wider" ? "narrower" : "wider" }));

  it.each([
    ["Discord", discordCase],
    ["Telegram", telegramCase],
  ])(
    "%s: the same look twice changes nothing, and going back undoes exactly what going there did",
    (_, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, arbitrary, (one, other) => {
          const [a, b] = [read(one.file), read(other.file)];
          expect(compareSnapshots(a, a)).toEqual([]);
          expect(reversed(compareSnapshots(b, a))).toEqual(forwards(compareSnapshots(a, b)));
        }),
        { numRuns: 150 },
      );
    },
  );

  it("nothing is said about a channel that either look could not see", () => {
    fc.assert(
      fc.property(discordCase, discordCase, (one, other) => {
        const [a, b] = [read(one.file), read(other.file)] as [DiscordSnapshot, DiscordSnapshot];
        const unseen = [...a.channels, ...b.channels]
          .filter(({ hidden }) => hidden)
          .map((channel) => channel.id);
        for (const { channels } of compareSnapshots(a, b))
          for (const channel of channels ?? []) expect(unseen).not.toContain(channel.id);
      }),
      { numRuns: 150 },
    );
  });
});

describe("whose doing it was", () => {
  const deed = (over: Partial<Deed>): Deed => ({
    entryId: "1",
    type: "discord.role.update",
    target: { roleId: id.botRole },
    at: 1,
    actor: { id: id.owner, name: "Olivia" },
    requestId: null,
    ...over,
  });
  const causes = (before: GuildParts, after: GuildParts, ...deeds: Deed[]) =>
    attribute(between(before, after), deeds, [read(guild(before)), read(guild(after))]).map(({ by }) =>
      by.map(({ entryId }) => entryId),
    );
  const more = { bot: [...core, "BAN_MEMBERS"] };
  it("whoever changed one of its roles, @everyone's too, and nobody who changed another", () => {
    expect(causes({}, more, deed({}), deed({ entryId: "2", target: { roleId: id.moderator } }))).toEqual([
      ["1"],
    ]);
    expect(causes({}, more, deed({ target: { roleId: id.guild } }))).toEqual([["1"]]);
  });
  it("whoever gave it a role, and not whoever gave somebody else one", () => {
    const parts = { extra: ["KICK_MEMBERS"] };
    const grant = deed({ type: "discord.role.grant", target: { userId: id.bot, roleId: id.extra } });
    const other = deed({ ...grant, entryId: "2", target: { userId: id.owner, roleId: id.extra } });
    expect(causes(parts, { ...parts, botRoles: [id.extra] }, grant, other)).toEqual([["1"]]);
  });
  it("whoever changed that channel for it", () => {
    const after = { overwrites: { news: [overwrite(id.botRole, ["MANAGE_MESSAGES"])] } };
    const there = deed({
      type: "discord.overwrite.create",
      target: { channelId: id.news, overwriteId: id.botRole },
    });
    const elsewhere = deed({
      ...there,
      entryId: "2",
      target: { channelId: id.help, overwriteId: id.botRole },
    });
    const forOthers = deed({
      ...there,
      entryId: "3",
      target: { channelId: id.news, overwriteId: id.moderator },
    });
    expect(causes({}, after, there, elsewhere, forOthers)).toEqual([["1"]]);
  });
  it("nobody, when the log doesn't say; the latest first, when several", () => {
    expect(causes({}, more)).toEqual([[]]);
    const later = deed({ entryId: "2", at: 2, actor: { id: id.moderatorPerson, name: "Mo" } });
    expect(causes({}, more, deed({}), later)).toEqual([["2", "1"]]);
  });
});
