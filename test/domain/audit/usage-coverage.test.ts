import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cover, coverageOf, type Covered, usageSeen, WINDOW_MS } from "../../../src/domain/audit/coverage.ts";
import { rightsChanged } from "../../../src/domain/audit/rights-changed.ts";
import { windowDays, windowGrade } from "../../../src/domain/audit/usage.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { guild, id } from "../../fixtures/audit/build.ts";

const DAY = 86_400_000;
const noon = Date.parse("2026-11-22T12:00:00Z");
const discord = { keptMs: 45 * DAY, backMs: 45 * DAY };
const telegram = { keptMs: DAY, backMs: 0 };

describe("what is covered", () => {
  it("begins with what the platform still keeps", () => {
    expect(cover(null, noon, discord)).toEqual({ from: noon - 45 * DAY, to: noon, gaps: [] });
    expect(cover(null, noon, telegram)).toEqual({ from: noon, to: noon, gaps: [] });
  });
  it("goes on over an absence that the platform bridges, and has a gap where it does not", () => {
    const first = cover(null, noon, discord);
    expect(cover(first, noon + 40 * DAY, discord).gaps).toEqual([]);
    expect(cover(first, noon + 50 * DAY, discord).gaps).toEqual([[noon, noon + 5 * DAY]]);
    const group = cover(null, noon, telegram);
    expect(cover(group, noon + 3 * DAY, telegram).gaps).toEqual([[noon, noon + 2 * DAY]]);
  });
  it("is a share of the window", () => {
    const covered: Covered = { from: noon - 50 * DAY, to: noon, gaps: [[noon - 30 * DAY, noon - 20 * DAY]] };
    expect(coverageOf(covered, { from: noon - 50 * DAY, to: noon })).toBeCloseTo(0.8);
    expect(coverageOf(covered, { from: noon - 10 * DAY, to: noon })).toBe(1);
    expect(coverageOf(covered, { from: noon - 100 * DAY, to: noon })).toBeCloseTo(0.4);
    expect(coverageOf(covered, { from: noon, to: noon + 10 * DAY })).toBe(0);
  });

  it("never claims a moment that nobody could know about", () => {
    const pauses = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pauses, fc.constantFrom(discord, telegram), (days, limits) => {
        let now = noon;
        let covered = cover(null, now, limits);
        const known = new Set<number>();
        const learn = () => {
          const back = Math.max(limits.keptMs, now === noon ? limits.backMs : 0);
          for (let day = now - back; day <= now; day += DAY) known.add(day);
        };
        learn();
        for (const pause of days) {
          now += pause * DAY;
          covered = cover(covered, now, limits);
          learn();
        }
        const window = { from: covered.from, to: now };
        const total = Math.round((now - covered.from) / DAY);
        const claimed = Math.round(coverageOf(covered, window) * total);
        const days_ = Array.from({ length: total }, (_, at) => covered.from + at * DAY);
        // Gaps that are forgotten lie more than a year back.
        if (total <= 365)
          expect(claimed).toBeLessThanOrEqual(days_.filter((day) => known.has(day)).length + 1);
      }),
    );
  });
});

describe("what the audit is told", () => {
  const seen = (daysBack: number, gaps: Covered["gaps"] = []) =>
    usageSeen([], { from: noon - daysBack * DAY, to: noon, gaps }, {}, noon);
  it("is nothing, where nothing is covered", () => {
    expect(usageSeen([], null, {}, noon)).toBeNull();
  });
  it.each([
    [13, "learning"],
    [14, "low"],
    [44, "low"],
    [45, "medium"],
    [89, "medium"],
    [90, "high"],
    [400, "high"],
  ])("after %i days it is %s", (days, grade) => {
    const usage = seen(days);
    expect(usage && windowGrade(usage)).toBe(grade);
    expect(usage && windowDays(usage)).toBe(Math.min(days, WINDOW_MS / DAY));
  });
  it("is never sure with a gap of more than a tenth of the window", () => {
    const usage = seen(120, [[noon - 30 * DAY, noon - 20 * DAY]]);
    expect(usage?.coverage).toBeLessThan(0.9);
    expect(usage && windowGrade(usage)).toBe("medium");
  });
  it("keeps what was used within a year, though the window is shorter", () => {
    const used = (days: number) => ({
      agent: "1",
      permission: "BAN_MEMBERS",
      last: noon - days * DAY,
      count: 1,
    });
    const usage = usageSeen([used(300), used(400)], { from: noon - 500 * DAY, to: noon, gaps: [] }, {}, noon);
    expect(usage?.used).toEqual([used(300)]);
  });
});

describe("a bot's rights changed", () => {
  const read = readDiscordSnapshot(guild({ botRoles: [id.extra] }));
  if (!read.ok) throw new Error("the fixture can't be read");
  const entry = (type: string, target: Record<string, string>, key = "permissions") => ({
    type,
    target,
    changes: [{ key }],
    at: noon,
  });
  it.each([
    ["when it was given a role", entry("discord.role.grant", { userId: id.bot, roleId: id.extra }), true],
    ["when one of its roles got other permissions", entry("discord.role.update", { roleId: id.extra }), true],
    ["not when its role was renamed", entry("discord.role.update", { roleId: id.extra }, "name"), false],
    ["not when somebody else's role changed", entry("discord.role.update", { roleId: id.moderator }), false],
    ["not when somebody else was given a role", entry("discord.role.grant", { userId: id.owner }), false],
  ])("%s", (_, one, expected) => {
    expect(rightsChanged([one], read.snapshot)[id.bot]).toBe(expected ? noon : undefined);
  });
});
