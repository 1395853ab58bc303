/** In whose language and time zone sentences are read just now: carried along by whatever is being done for that reader. */
import { AsyncLocalStorage } from "node:async_hooks";
import { languages, type Language } from "../domain/languages.ts";

interface Reader {
  language: Language;
  /** IANA name, such as Europe/Berlin. */
  timeZone: string;
}

const somebody: Reader = { language: languages[0], timeZone: "UTC" };
const reading = new AsyncLocalStorage<Reader>();

export function languageNow(): Language {
  return (reading.getStore() ?? somebody).language;
}

export function timeZoneNow(): string {
  return (reading.getStore() ?? somebody).timeZone;
}

/** Whatever `task` reads, until it resolves, is in this reader's language. What is left out stays as it was around it. */
export function forReader<T>(reader: { language?: string | null; timeZone?: string }, task: () => T): T {
  const { language = languageNow(), timeZone = timeZoneNow() } = reader;
  return reading.run({ language: languageFor(language), timeZone }, task);
}

/** `tag`: BCP 47, as platforms tell it; null: nobody told. */
export function inLanguage<T>(tag: string | null, task: () => T): T {
  return forReader({ language: tag }, task);
}

/** The same in each language: for what is made once and read by people of whom we learn later. */
export function inEveryLanguage<T>(make: () => T): Record<Language, T> {
  const made = languages.map((language) => [language, inLanguage(language, make)] as const);
  return Object.fromEntries(made) as Record<Language, T>;
}

/** The language that we have and that comes closest: de-AT is read as de, and what we don't have as English. */
export function languageFor(tag: string | null): Language {
  const wanted = (tag ?? "").toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === wanted) ?? languages[0];
}
