/** What silence proves: only where every message was told, and never more surely than it was told. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heardUse, type Listening } from "../../../src/domain/audit/listening.ts";
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { flags } from "../../../src/domain/discord/flags.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import { type DiscordSnapshot, isThread } from "../../../src/domain/discord/snapshot.ts";
import { chat, telegramBot, telegramManifest, watched } from "../../fixtures/audit/build.ts";
import { guilds, small } from "../discord/arbitrary.ts";
import { parse } from "../discord/guild.ts";
import { auditCase } from "./audit-case.ts";

const window = { from: 1_000_000_000, to: 9_000_000_000 };
const seenOf = (snapshot: DiscordSnapshot) => ({
  guild: compileGuild(snapshot, new Date(window.to)),
  channels: snapshot.channels,
  viewer: snapshot.viewer,
});

describe("on Discord", () => {
  it("nothing is concluded about a bot that may post in a channel that was not heard all the time", () => {
    let concluded = 0;
    fc.assert(
      fc.property(guilds(small, { future: false }), fc.nat(9), fc.boolean(), (file, late, gap) => {
        const snapshot = parse(file);
        const channels = Object.fromEntries(
          snapshot.channels.map(({ id }, at) => [id, at === late ? window.to - 1 : window.from]),
        );
        const gaps: Listening["gaps"] = gap ? [[window.from, window.from + 200_000_000]] : [];
        const listening = { ...window, gaps, channels };
        const seen = seenOf(snapshot);
        for (const { id: bot } of snapshot.members) {
          const heard = heardUse(seen, bot, listening, window);
          if (heard === 0n) continue;
          concluded += 1;
          expect(gap).toBe(false);
          for (const { id, type } of snapshot.channels) {
            if (type === 4 || isThread(type)) continue;
            const { effective, unknown } = ask(seen.guild, bot, id);
            const may = effective | unknown;
            if ((may & flags.SEND_MESSAGES_IN_THREADS) !== 0n) expect(heard).toBe(flags.SEND_MESSAGES);
            if ((may & flags.SEND_MESSAGES) === 0n) continue;
            expect(channels[id]).toBe(window.from);
            expect(ask(seen.guild, snapshot.viewer, id).effective & flags.VIEW_CHANNEL).not.toBe(0n);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(concluded).toBeGreaterThan(20);
  });
});

describe("on Telegram", () => {
  it("what only service messages would show is never sure", () => {
    const confidence = (right: string) =>
      auditCase({
        file: chat({ rights: [right] }),
        agents: [telegramManifest({ rights: { [right]: "why" }, privacyMode: "disabled" })],
        usage: watched(90),
      }).findings.find(
        ({ rule, subject }) => rule === "telegram.bot.unused-right" && subject.id === telegramBot,
      )?.confidence;
    expect(confidence("can_restrict_members")).toBe("high");
    expect(confidence("can_pin_messages")).toBe("medium");
    expect(confidence("can_delete_messages")).toBeUndefined();
  });
});
