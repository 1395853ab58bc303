/** A date and time as the reader writes it, in their zone, and with the zone's name: for where no app does that. */
import { languageNow, timeZoneNow } from "./language.ts";

/** How a language writes it where its own name doesn't say: English here is British, with the day before the month. */
const locales: Record<string, string> = { en: "en-GB" };

/** `at` in milliseconds since the epoch: "8 May 2026, 10:15 CEST". */
export function moment(at: number): string {
  const language = languageNow();
  const format = new Intl.DateTimeFormat(locales[language] ?? language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone: timeZoneNow(),
  });
  // Some of the spaces that Intl writes are narrow ones, which not every app shows well.
  return format.format(at).replaceAll(/\s/g, " ");
}
