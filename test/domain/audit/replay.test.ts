/** What was seen used, tried again on what a remedy leaves: against the resolver on the changed file, and in words. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../../src/domain/audit/apply.ts";
import type { Finding } from "../../../src/domain/audit/finding.ts";
import { plain } from "../../../src/domain/audit/phrase.ts";
import type { Used } from "../../../src/domain/audit/usage.ts";
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { flags, type FlagName, maskOf } from "../../../src/domain/discord/flags.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import { readDiscordSnapshot, type DiscordSnapshotFile } from "../../../src/domain/discord/snapshot.ts";
import {
  type Case,
  chat,
  core,
  guild,
  id,
  manifest,
  overwrite,
  takenAt,
  telegramBot,
  telegramManifest,
  watched,
} from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";
import { discordCase } from "./random-worlds.ts";

const DAY = 86_400_000;
const now = Date.parse(takenAt);
const used = (permission: string, parts: Partial<Used> = {}): Used => ({
  agent: id.bot,
  permission,
  last: now - 3 * DAY,
  count: 1,
  ...parts,
});
const find = (given: Case, rule: string): Finding => {
  const found = auditCase(given).findings.find((finding) => finding.rule === rule);
  if (!found) throw new Error(`${rule} was not raised`);
  return found;
};
const breaks = (given: Case, rule: string): string => plain(find(given, rule).remedy.breaks);

describe("in words", () => {
  it("counts what would not fail, and what would: by which permission, where, and when it was last used", () => {
    const file = guild({ bot: [...core, "MANAGE_ROLES", "KICK_MEMBERS"] });
    const agents = [manifest({ optional: ["MANAGE_ROLES"] })];
    const uses = [used("MANAGE_ROLES", { count: 1240, channel: id.help })];
    const given = { file, agents, usage: watched(60, { used: uses }) };
    expect(breaks(given, "discord.bot.nuclear-permission")).toBe(
      "It can no longer: Kick, Approve, and Reject Members. 0 of 1240 observed actions would fail.",
    );
    const more = [...uses, used("KICK_MEMBERS", { count: 3 })];
    expect(breaks({ ...given, usage: watched(60, { used: more }) }, "discord.bot.nuclear-permission")).toBe(
      "It can no longer: Kick, Approve, and Reject Members. 3 of 1243 observed actions would fail: Kick, Approve, and Reject Members, last used 3 days ago.",
    );
    const everywhere = { file, agents: [manifest()], usage: watched(60, { used: uses }) };
    expect(breaks(everywhere, "discord.bot.nuclear-permission")).toContain(
      "1240 of 1240 observed actions would fail: Manage Roles in #help, last used 3 days ago.",
    );
  });

  it("says that the manifest forbids what it was seen using", () => {
    const given = {
      file: guild({ bot: [...core, "BAN_MEMBERS"] }),
      agents: [manifest({ never: ["BAN_MEMBERS"] })],
      usage: watched(20, { used: [used("BAN_MEMBERS", { count: 2 })] }),
    };
    expect(breaks(given, "discord.bot.nuclear-permission")).toContain(
      "2 of 2 observed actions would fail: Ban Members, last used 3 days ago, which its manifest forbids.",
    );
  });

  it("keeps what a bot that nobody has declared was seen using, but for powers; with a manifest it says what breaks", () => {
    const held = [...core, "PIN_MESSAGES", "MANAGE_THREADS", "BAN_MEMBERS"];
    const uses = [
      used("PIN_MESSAGES", { count: 2, channel: id.help }),
      used("BAN_MEMBERS", { count: 7 }),
      // Never held: a fix never gives more.
      used("MOVE_MEMBERS"),
    ];
    const given = { file: guild({ bot: held }), usage: watched(60, { used: uses }) };
    const number = (finding: Finding) =>
      BigInt(new URL(finding.remedy.link ?? "").searchParams.get("permissions") ?? "");
    const found = find(given, "discord.bot.undeclared-permission");
    expect(found.key).toBe("MANAGE_THREADS");
    expect(number(found)).toBe(maskOf([...core, "PIN_MESSAGES"] as FlagName[]));
    const power = find(given, "discord.bot.nuclear-permission");
    expect(number(power)).toBe(number(found));
    expect(plain(power.remedy.breaks)).toContain("7 of 10 observed actions would fail: Ban Members");

    const declared = { ...given, agents: [manifest()] };
    const undeclared = find(declared, "discord.bot.undeclared-permission");
    expect(undeclared.key).toBe("MANAGE_THREADS PIN_MESSAGES");
    expect(number(undeclared)).toBe(maskOf(core as FlagName[]));
    expect(plain(undeclared.remedy.breaks)).toContain("Pin Messages in #help");
  });

  it("takes Administrator away without what was used by it, unless that is forbidden", () => {
    const uses = [used("BAN_MEMBERS", { count: 7 }), used("PIN_MESSAGES", { count: 2, channel: id.help })];
    const given = {
      file: guild({ bot: ["ADMINISTRATOR"] }),
      agents: [manifest()],
      usage: watched(60, { used: uses }),
    };
    const { remedy } = find(given, "discord.bot.administrator");
    const kept = BigInt(new URL(remedy.link ?? "").searchParams.get("permissions") ?? "0");
    expect(kept).toBe(maskOf([...core, "EMBED_LINKS", "BAN_MEMBERS", "PIN_MESSAGES"]) & ~flags.EMBED_LINKS);
    expect(plain(remedy.breaks)).toContain("It keeps Ban Members, Pin Messages, which it was seen using");
    expect(remedy.replay).toMatchObject({ observed: 9, failing: [] });
    const forbidden = { ...given, agents: [manifest({ never: ["BAN_MEMBERS"] })] };
    expect(find(forbidden, "discord.bot.administrator").remedy.replay).toMatchObject({
      failing: [{ permission: "BAN_MEMBERS", count: 7, forbidden: true }],
    });
  });

  it("says which channels to open first, where Administrator went over their permissions", () => {
    const given = {
      file: guild({
        bot: ["ADMINISTRATOR"],
        overwrites: { news: [overwrite(id.guild, [], ["PIN_MESSAGES"])] },
      }),
      agents: [manifest()],
      usage: watched(60, { used: [used("PIN_MESSAGES", { count: 2, channel: id.news })] }),
    };
    expect(breaks(given, "discord.bot.administrator")).toContain(
      "2 of 2 observed actions would fail: Pin Messages in #news, last used 3 days ago. Before you click, allow it Pin Messages in #news.",
    );
  });

  it("keeps apart what nobody can tell: hidden places, ranks, and what leaves no trace", () => {
    const hidden = {
      file: guild({ bot: [...core, "MANAGE_CHANNELS"], hidden: true }),
      agents: [manifest()],
      usage: watched(60, { used: [used("MANAGE_CHANNELS", { channel: id.hidden, count: 4 })] }),
    };
    const { remedy } = find(hidden, "discord.bot.nuclear-permission");
    expect(remedy.replay).toMatchObject({ observed: 4, failing: [], unclear: 4, untraced: [] });
    expect(plain(remedy.breaks)).toContain("Of 4 of them nobody can tell");
    expect(plain(remedy.breaks)).not.toContain("hidden___");
    const moved = {
      file: guild({ bot: [...core, "MODERATE_MEMBERS"], botPosition: 9 }),
      agents: [manifest({ optional: ["MODERATE_MEMBERS"] })],
      usage: watched(60, { used: [used("MODERATE_MEMBERS", { count: 5 })] }),
    };
    expect(find(moved, "discord.bot.role-above-humans").remedy.replay).toMatchObject({ unclear: 5 });
    const traceless = {
      file: guild({ bot: [...core, "MANAGE_MESSAGES"] }),
      agents: [manifest()],
      usage: watched(60),
    };
    expect(breaks(traceless, "discord.bot.undeclared-permission")).toBe(
      "It can no longer: Manage Messages. Use of Manage Messages leaves no trace, so nothing is known of it.",
    );
  });

  it("says nothing where nothing was watched, and nothing about remedies that change nobody's powers", () => {
    const given = { file: guild({ bot: [...core, "BAN_MEMBERS"] }), agents: [manifest()] };
    expect(find(given, "discord.bot.nuclear-permission").remedy.replay).toBeUndefined();
    const watchedOne = { ...given, agents: [], usage: watched(60) };
    expect(find(watchedOne, "discord.bot.unknown-bot").remedy.replay).toBeUndefined();
  });

  it("reads a file's own log, place by place", () => {
    const entry = (n: number, action_type: number, more: object) => ({
      id: ((BigInt(now - n * DAY - 1_420_070_400_000) << 22n) + BigInt(n)).toString(),
      user_id: id.bot,
      action_type,
      ...more,
    });
    const auditLog = [
      entry(30, 74, { options: { channel_id: id.help, message_id: "1" } }),
      entry(3, 13, { target_id: id.news }),
      entry(2, 20, { target_id: "9" }),
    ];
    const file = guild({ bot: [...core, "MANAGE_ROLES", "PIN_MESSAGES"], auditLog });
    const { remedy } = find({ file, agents: [manifest()] }, "discord.bot.nuclear-permission");
    expect(remedy.replay?.observed).toBe(3);
    expect(remedy.replay?.failing).toMatchObject([
      { permission: "MANAGE_ROLES", channel: { id: id.news }, count: 1 },
      { permission: "PIN_MESSAGES", channel: { id: id.help }, count: 1 },
    ]);
  });

  it("on Telegram by right", () => {
    const given = {
      file: chat({ rights: ["can_pin_messages", "can_promote_members"] }),
      agents: [telegramManifest({ rights: { can_pin_messages: "rules" }, privacyMode: "disabled" })],
      usage: watched(60, {
        used: [
          used("can_pin_messages", { agent: telegramBot, count: 8 }),
          used("can_promote_members", { agent: telegramBot, count: 1 }),
        ],
      }),
    };
    expect(breaks(given, "telegram.bot.can-promote-members")).toContain(
      "1 of 9 observed actions would fail: Add New Admins, last used 3 days ago.",
    );
  });
});

const names: FlagName[] = ["BAN_MEMBERS", "MANAGE_ROLES", "MANAGE_CHANNELS", "PIN_MESSAGES", "MOVE_MEMBERS"];
const uses = fc.uniqueArray(
  fc.record({
    agent: fc.constantFrom("2001", "2002", "2003"),
    permission: fc.constantFrom(...names),
    channel: fc.option(fc.constantFrom("3001", "3002", "3003", "3004"), { nil: undefined }),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 8, selector: ({ agent, permission, channel }) => `${agent} ${permission} ${channel ?? ""}` },
);

/** Servers where something was used, with every finding. */
function onRandomServers(
  holds: (given: Case & { file: DiscordSnapshotFile }, finding: Finding, all: Used[]) => void,
): void {
  fc.assert(
    fc.property(discordCase, uses, (given, rows) => {
      const all = rows.map(({ channel, ...row }): Used => ({
        ...row,
        last: now - DAY,
        ...(channel === undefined ? {} : { channel }),
      }));
      const known = { ...given, usage: watched(60, { used: all }) };
      if (known.file.platform !== "discord") return;
      const { file } = known;
      for (const finding of auditCase(known).findings) holds({ ...known, file }, finding, all);
    }),
    { numRuns: 150, seed: 20261122 },
  );
}

function guildOf(file: DiscordSnapshotFile) {
  const read = readDiscordSnapshot(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { guild: compileGuild(read.snapshot, new Date(now)), snapshot: read.snapshot };
}

describe("on random servers", () => {
  it("what fails is what the resolver no longer allows on the changed file", () => {
    let failed = 0;
    onRandomServers(({ file, agents }, { remedy, rule }, all) => {
      if (!remedy.replay || remedy.changes.some(({ op }) => op === "remove-member")) return;
      const [before, after] = [file, applyChanges({ file, agents: agents ?? [] }, remedy.changes).file].map(
        guildOf,
      );
      const can = (one: typeof before, use: Used): boolean => {
        const answer = ask(one!.guild, use.agent, use.channel ?? null);
        return (answer.effective & (flags[use.permission as FlagName] | 0n)) !== 0n;
      };
      const hidden = (use: Used) =>
        before!.snapshot.channels.some((one) => one.id === use.channel && one.hidden);
      const touched = new Set(remedy.replay.failing.map(({ agent }) => agent.id));
      const expected = all.filter((use) => !hidden(use) && can(before, use) && !can(after, use));
      const told = remedy.replay.failing.map(
        ({ agent, permission, channel }) => `${agent.id} ${permission} ${channel?.id ?? ""}`,
      );
      const moves = remedy.changes.some(({ op }) => op === "move-role-below");
      const wanted = expected.map((use) => `${use.agent} ${use.permission} ${use.channel ?? ""}`);
      if (!moves) expect(told.toSorted(), rule).toEqual(wanted.toSorted());
      failed += touched.size;
    });
    expect(failed).toBeGreaterThan(50);
  });

  it("a link whose number holds what was used breaks none of it, and what it breaks is undeclared or forbidden", () => {
    let links = 0;
    onRandomServers(({ agents }, { remedy, subject }) => {
      if (!remedy.replay || remedy.link === null) return;
      links += 1;
      const kept = BigInt(new URL(remedy.link).searchParams.get("permissions") ?? "0");
      const known = agents?.find(({ userId }) => userId === subject.id)?.manifest?.permissions.discord;
      const declared = maskOf(
        Object.keys(known?.required ?? {}).filter((name) => !known?.never.includes(name)),
      );
      const onlyTheLink = remedy.changes.every(({ op }) => op === "set-role-permissions");
      for (const { permission, agent, channel, forbidden } of remedy.replay.failing) {
        const bit = flags[permission as FlagName];
        if (agent.id !== subject.id) continue;
        expect(forbidden).toBe(known?.never.includes(permission) ?? false);
        // In a channel its own permissions begin to count when Administrator goes, whatever the number says.
        if (!onlyTheLink || channel !== null) continue;
        expect(kept & bit, permission).toBe(0n);
        expect(declared & bit, permission).toBe(0n);
      }
    });
    expect(links).toBeGreaterThan(200);
  });
});
