/** What a clock on the wall somewhere shows, and when it shows it: daylight saving, and clocks that were set otherwise, included. */

/** `month` from 1. A time that no clock shows is allowed: day 31 of a shorter month runs over. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** `zone`: IANA name, such as Europe/Berlin. `at`: milliseconds since the epoch. */
export function wallTime(zone: string, at: number): WallTime {
  const shown = new Date(at + offset(zone, at));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

/** The first moment at which that clock shows this time; where it is skipped, the first moment after the gap. */
export function momentOf(zone: string, { year, month, day, hour, minute }: WallTime): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  // No zone is more than 15 hours off, and none changes twice in four days.
  const offsets = [offset(zone, asUtc - AROUND_MS), offset(zone, asUtc + AROUND_MS)];
  const showing = offsets.map((one) => asUtc - one).filter((at) => at + offset(zone, at) === asUtc);
  if (showing.length > 0) return Math.min(...showing);
  return change(zone, asUtc - Math.max(...offsets), asUtc - Math.min(...offsets));
}

const AROUND_MS = 48 * 3_600_000;

/** The first moment after the offset changed, between a moment before and one after. */
function change(zone: string, before: number, after: number): number {
  const was = offset(zone, before);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(zone, middle) === was) low = middle;
    else high = middle;
  }
  return high;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clock there is ahead of UTC, in milliseconds. */
function offset(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
