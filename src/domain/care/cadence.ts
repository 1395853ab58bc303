/** When what recurs is due, by the clock on the workspace's wall; and when nobody wants to hear anything. */
import { momentOf, wallTime, type WallTime } from "./wall-clock.ts";

export type Rhythm = "daily" | "weekly" | "monthly" | "quarterly";

/** `name`: as the calendar there calls it, 2026-11-22, 2026-W47, 2026-11, 2026-Q4. `dueAt`: milliseconds since the epoch. */
export interface Period {
  name: string;
  dueAt: number;
}

/** People are at work by then. */
const HOUR = 9;
/** Where the period's first day is a holiday or a weekend, the card waits on the wall. */
const MONDAY = 1;

/** The newest period whose time has come. After days away that is one period, not all that were missed. */
export function latestPeriod(rhythm: Rhythm, zone: string, now: number): Period {
  const today = { ...wallTime(zone, now), hour: HOUR, minute: 0 };
  const first = firstDay(rhythm, today);
  const dueAt = momentOf(zone, first);
  if (dueAt <= now) return { name: nameOf(rhythm, first), dueAt };
  const before = firstDay(rhythm, shifted({ ...first, day: first.day - 1 }));
  return { name: nameOf(rhythm, before), dueAt: momentOf(zone, before) };
}

/**
 * The period to begin now, or null. `since`: what was due before that is nobody's business. `known`: those that were begun.
 * A clock that is set back, or a place that moves to another time zone, repeats nothing and brings nothing older.
 */
export function periodToBegin(
  rhythm: Rhythm,
  { zone, now, since, known }: { zone: string; now: number; since: number; known: readonly Period[] },
): Period | null {
  const period = latestPeriod(rhythm, zone, now);
  if (period.dueAt < since) return null;
  // What lies ahead was begun by a clock that was wrong: it stops nothing now.
  const begun = known.filter(({ dueAt }) => dueAt <= now);
  if (known.some(({ name }) => name === period.name)) return null;
  return begun.some(({ dueAt }) => dueAt > period.dueAt) ? null : period;
}

/** From when to when of the day, `22:00` to `07:00` for instance; both the same: never. */
export interface QuietHours {
  from: string;
  to: string;
}

export function isQuiet(zone: string, { from, to }: QuietHours, at: number): boolean {
  const { hour, minute } = wallTime(zone, at);
  const now = hour * 60 + minute;
  const [begins, ends] = [minutesOf(from), minutesOf(to)];
  return begins <= ends ? now >= begins && now < ends : now >= begins || now < ends;
}

/** The first moment from `at` on at which it is not quiet. */
export function quietEnds(zone: string, quiet: QuietHours, at: number): number {
  if (!isQuiet(zone, quiet, at)) return at;
  const today = wallTime(zone, at);
  const ends = minutesOf(quiet.to);
  for (const days of [0, 1]) {
    const end = momentOf(zone, {
      ...today,
      day: today.day + days,
      hour: Math.floor(ends / 60),
      minute: ends % 60,
    });
    if (end > at && !isQuiet(zone, quiet, end)) return end;
    // Where the hour comes twice, it is quiet twice.
    if (end + HOUR_MS > at && end <= at && !isQuiet(zone, quiet, end + HOUR_MS)) return end + HOUR_MS;
  }
  return at + HOUR_MS;
}

const HOUR_MS = 3_600_000;

/** The day that the calendar there shows: 2026-11-22. */
export function dayIn(zone: string, at: number): string {
  return dateOf(wallTime(zone, at));
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

/** The first day of the period that this day is in; a week begins on Monday. */
function firstDay(rhythm: Rhythm, day: WallTime): WallTime {
  switch (rhythm) {
    case "daily":
      return day;
    case "weekly":
      return shifted({ ...day, day: day.day - ((weekday(day) - MONDAY + 7) % 7) });
    case "monthly":
      return { ...day, day: 1 };
    case "quarterly":
      return { ...day, month: day.month - ((day.month - 1) % 3), day: 1 };
  }
}

function nameOf(rhythm: Rhythm, first: WallTime): string {
  switch (rhythm) {
    case "daily":
      return dateOf(first);
    case "weekly": {
      // ISO 8601: a week belongs to the year of its Thursday.
      const thursday = shifted({ ...first, day: first.day + 3 });
      const days = (asUtc(thursday) - Date.UTC(thursday.year, 0, 1)) / 86_400_000;
      return `${year(thursday)}-W${two(Math.floor(days / 7) + 1)}`;
    }
    case "monthly":
      return `${year(first)}-${two(first.month)}`;
    case "quarterly":
      return `${year(first)}-Q${Math.ceil(first.month / 3)}`;
  }
}

function dateOf(day: WallTime): string {
  return `${year(day)}-${two(day.month)}-${two(day.day)}`;
}

/** A day that runs over its month, or stands before it, as the calendar has it. */
function shifted(day: WallTime): WallTime {
  const date = new Date(asUtc(day));
  return {
    ...day,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

function weekday(day: WallTime): number {
  return new Date(asUtc(day)).getUTCDay();
}

function asUtc({ year: y, month, day }: WallTime): number {
  return Date.UTC(y, month - 1, day);
}

function year({ year: y }: WallTime): string {
  return String(y).padStart(4, "0");
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
