/** When duties are due, in every zone and any year: once a period, at nine on the wall, whatever clocks do. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dayIn,
  isQuiet,
  latestPeriod,
  periodToBegin,
  quietEnds,
  type Period,
  type Rhythm,
} from "../../../src/domain/care/cadence.ts";
import { workspaceSchema } from "../../../src/domain/manifest.ts";
import { momentOf, wallTime } from "../../../src/domain/care/wall-clock.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "America/Sao_Paulo",
  "Africa/Casablanca",
  "Asia/Tehran",
];
const zone = fc.constantFrom(...zones);
const moment = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2040, 0, 1) });
const rhythm = fc.constantFrom<Rhythm>("daily", "weekly", "monthly", "quarterly");
const at = (text: string) => Date.parse(text);

describe("the clock on the wall", () => {
  it("and the moment it shows are the same in both directions", () => {
    fc.assert(
      fc.property(zone, moment, (where, raw) => {
        const now = raw - (raw % 60_000);
        const shown = wallTime(where, now);
        const again = momentOf(where, shown);
        expect(wallTime(where, again)).toEqual(shown);
        expect(again).toBeLessThanOrEqual(now);
        expect(now - again).toBeLessThanOrEqual(HOUR * 24);
      }),
    );
  });

  it("skips an hour in spring, shows one twice in autumn, and once skipped a whole day", () => {
    const berlin = (month: number, day: number, hour: number, minute: number) =>
      momentOf("Europe/Berlin", { year: 2026, month, day, hour, minute });
    expect(berlin(3, 29, 2, 30)).toBe(at("2026-03-29T01:00:00Z"));
    expect(berlin(10, 25, 2, 30)).toBe(at("2026-10-25T00:30:00Z"));
    expect(berlin(10, 25, 9, 0)).toBe(at("2026-10-25T08:00:00Z"));
    expect(momentOf("Pacific/Apia", { year: 2011, month: 12, day: 30, hour: 9, minute: 0 })).toBe(
      at("2011-12-30T10:00:00Z"),
    );
  });
});

describe("the newest period", () => {
  it("has come, and the next one has not", () => {
    fc.assert(
      fc.property(zone, rhythm, moment, (where, how, now) => {
        const { dueAt, name } = latestPeriod(how, where, now);
        expect(dueAt).toBeLessThanOrEqual(now);
        const longest = { daily: 2, weekly: 8, monthly: 33, quarterly: 94 }[how];
        expect(now - dueAt).toBeLessThan(longest * DAY);
        expect(latestPeriod(how, where, dueAt)).toEqual({ dueAt, name });
        if (now > dueAt) expect(latestPeriod(how, where, dueAt - 1).name < name).toBe(true);
      }),
    );
  });

  it("begins at nine on the wall, wherever nine is shown", () => {
    fc.assert(
      fc.property(zone, rhythm, moment, (where, how, now) => {
        const shown = wallTime(where, latestPeriod(how, where, now).dueAt);
        // Samoa had no 30 December 2011.
        fc.pre(!(where === "Pacific/Apia" && shown.year === 2011 && shown.month === 12));
        expect([shown.hour, shown.minute]).toEqual([9, 0]);
      }),
    );
  });

  it("is called as the calendar calls it, also around the new year", () => {
    const names = (now: string) =>
      (["daily", "weekly", "monthly", "quarterly"] as const).map(
        (how) => latestPeriod(how, "UTC", at(now)).name,
      );
    expect(names("2026-11-23T09:00:00Z")).toEqual(["2026-11-23", "2026-W48", "2026-11", "2026-Q4"]);
    expect(names("2026-11-23T08:59:59Z")).toEqual(["2026-11-22", "2026-W47", "2026-11", "2026-Q4"]);
    expect(names("2027-01-01T08:00:00Z")).toEqual(["2026-12-31", "2026-W53", "2026-12", "2026-Q4"]);
    expect(names("2024-12-31T12:00:00Z")).toEqual(["2024-12-31", "2025-W01", "2024-12", "2024-Q4"]);
  });
});

/** Begins what is due at each of these moments, as the service does. */
function run(how: Rhythm, moments: { now: number; where: string }[], since: number): Period[] {
  const known: Period[] = [];
  for (const { now, where } of moments) {
    const period = periodToBegin(how, { zone: where, now, since, known });
    if (period) known.push(period);
  }
  return known;
}

describe("what is begun", () => {
  it("is every day once, through a whole year of a zone with daylight saving", () => {
    for (const where of ["UTC", "Europe/Berlin", "Australia/Lord_Howe"]) {
      const since = at("2026-01-01T00:00:00Z");
      const steps = Array.from({ length: 365 * 8 }, (_, step) => ({ now: since + step * 3 * HOUR, where }));
      const begun = run("daily", steps, since);
      expect(new Set(begun.map(({ name }) => name)).size).toBe(begun.length);
      expect(begun.length).toBeGreaterThanOrEqual(364);
      expect(begun.length).toBeLessThanOrEqual(366);
    }
  });

  it("is nothing twice and nothing older, whatever the clock and the time zone do", () => {
    const step = fc.record({ now: moment, where: zone });
    fc.assert(
      fc.property(rhythm, fc.array(step, { maxLength: 12 }), (how, steps) => {
        const known: Period[] = [];
        for (const { now, where } of steps) {
          const period = periodToBegin(how, { zone: where, now, since: 0, known });
          if (!period) continue;
          expect(known.map(({ name }) => name)).not.toContain(period.name);
          expect(known.some(({ dueAt }) => dueAt <= now && dueAt > period.dueAt)).toBe(false);
          known.push(period);
        }
      }),
    );
  });

  it("is one card after days away, not one for each", () => {
    const since = at("2026-11-01T00:00:00Z");
    const begun = run(
      "daily",
      ["2026-11-02T12:00:00Z", "2026-11-12T12:00:00Z", "2026-11-12T13:00:00Z"].map((now) => {
        return { now: at(now), where: "Europe/Berlin" };
      }),
      since,
    );
    expect(begun.map(({ name }) => name)).toEqual(["2026-11-02", "2026-11-12"]);
  });

  it("goes on when a clock that ran ahead is right again", () => {
    const where = "UTC";
    const moments = [
      "2026-11-02T12:00:00Z",
      "2027-11-02T12:00:00Z",
      "2026-11-03T12:00:00Z",
      "2027-11-02T12:00:00Z",
    ];
    const begun = run(
      "daily",
      moments.map((now) => ({ now: at(now), where })),
      0,
    );
    expect(begun.map(({ name }) => name)).toEqual(["2026-11-02", "2027-11-02", "2026-11-03"]);
  });

  it("repeats no day for a place that moves over the date line", () => {
    const tokyo = { now: at("2026-11-23T00:30:00Z"), where: "Asia/Tokyo" };
    const la = [
      "2026-11-23T01:00:00Z",
      "2026-11-23T16:00:00Z",
      "2026-11-23T17:30:00Z",
      "2026-11-24T17:30:00Z",
    ];
    const begun = run(
      "daily",
      [tokyo, ...la.map((now) => ({ now: at(now), where: "America/Los_Angeles" }))],
      0,
    );
    expect(begun.map(({ name }) => name)).toEqual(["2026-11-23", "2026-11-24"]);
  });

  it("is nothing that was due before anybody asked for it", () => {
    const since = at("2026-11-22T10:00:00Z");
    const begin = (now: string) => periodToBegin("daily", { zone: "UTC", now: at(now), since, known: [] });
    expect(begin("2026-11-22T11:00:00Z")).toBeNull();
    expect(begin("2026-11-23T09:00:00Z")?.name).toBe("2026-11-23");
  });
});

describe("a Workspace document", () => {
  const problems = (more: object) => {
    const read = workspaceSchema.safeParse({
      apiVersion: "countersign/v1",
      kind: "Workspace",
      metadata: { platform: "discord", id: "1" },
      ...more,
    });
    return read.success ? [] : read.error.issues.map(({ message }) => message);
  };

  it("takes time zones by their new names and their old ones, and no offsets", () => {
    for (const timeZone of [
      "UTC",
      "Asia/Kolkata",
      "Asia/Calcutta",
      "Asia/Kathmandu",
      "Europe/Kyiv",
      ...zones,
    ])
      expect(problems({ timeZone }), timeZone).toEqual([]);
    for (const timeZone of ["+01:00", "Berlin", "", "Europe/Atlantis"])
      expect(problems({ timeZone }), timeZone).toEqual(["expected a time zone such as Europe/Berlin"]);
  });

  it("takes quiet hours and a budget, and says what is wrong with them", () => {
    expect(problems({ quietHours: { from: "22:00", to: "07:00" }, alertBudget: 0 })).toEqual([]);
    expect(problems({ quietHours: { from: "7", to: "24:00" } })).toEqual([
      "expected a time of day such as 22:00",
      "expected a time of day such as 22:00",
    ]);
    expect(problems({ quietHours: { from: "07:00", to: "07:00" } })).toEqual([
      "quiet hours begin and end at different times",
    ]);
    expect(problems({ alertBudget: -1 })).toHaveLength(1);
  });
});

describe("quiet hours", () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "15", "30"))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);

  it("end within a day, at a moment that is not quiet", () => {
    fc.assert(
      fc.property(zone, time, time, moment, (where, from, to, now) => {
        const quiet = { from, to };
        const end = quietEnds(where, quiet, now);
        expect(isQuiet(where, quiet, end)).toBe(false);
        expect(end).toBeGreaterThanOrEqual(now);
        expect(end - now).toBeLessThanOrEqual(25 * HOUR);
        if (!isQuiet(where, quiet, now)) expect(end).toBe(now);
      }),
    );
  });

  it("go over midnight, and never begin where both ends are the same", () => {
    const night = { from: "22:00", to: "07:00" };
    expect(isQuiet("Europe/Berlin", night, at("2026-11-22T22:30:00Z"))).toBe(true);
    expect(quietEnds("Europe/Berlin", night, at("2026-11-22T22:30:00Z"))).toBe(at("2026-11-23T06:00:00Z"));
    expect(isQuiet("UTC", { from: "00:00", to: "00:00" }, at("2026-11-22T00:00:00Z"))).toBe(false);
  });

  it("a day is the one on the calendar there", () => {
    expect(dayIn("Pacific/Kiritimati", at("2026-11-22T12:00:00Z"))).toBe("2026-11-23");
    expect(dayIn("America/New_York", at("2026-11-22T03:00:00Z"))).toBe("2026-11-21");
  });
});
