/** The audit's own sentences, which are kept as English templates (domain/audit/phrase.ts), in the reader's language. */
import type { Language } from "../domain/languages.ts";
import { auditSentences as de } from "./de/audit-sentences/index.ts";
import { languageNow } from "./language.ts";

const translations: Record<Language, Record<string, string>> = { en: {}, de };

/** The template itself where there is no translation. */
export function auditSentence(template: string): string {
  const known = translations[languageNow()];
  return Object.hasOwn(known, template) ? (known[template] ?? template) : template;
}
