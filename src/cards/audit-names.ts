/** Phrases of the audit in the shapes that cards, Markdown files and button labels need. Names stay inert in each. */
import { plain, tell } from "../domain/audit/phrase.ts";
import type { Phrase, Stored } from "../domain/audit/phrase.ts";
import type { Inline } from "../platforms/platform.ts";
import { auditSentence } from "../words/index.ts";

/** A phrase is already a subset of a card's inline text; a code part that is a link becomes one that can be tapped. */
export function inline(phrase: Phrase | Stored): Inline[] {
  return tell(phrase, auditSentence).map((part) => {
    if (typeof part === "string" || "said" in part) return part;
    return part.code.startsWith("https://") ? { link: part.code, href: part.code } : part;
  });
}

/** As Markdown: everything that is not our own words is escaped. */
export function markdown(phrase: Phrase | Stored): string {
  return tell(phrase, auditSentence)
    .map((part) => {
      if (typeof part === "string") return part;
      if ("said" in part) return escapeMarkdown(plain([part]));
      return `\`${part.code.replaceAll("`", "'")}\``;
    })
    .join("");
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~@]/g, "\\$&").replace(/\s+/g, " ");
}

/** A name short and plain enough for a button. */
export function buttonName(name: string, most = 40): string {
  const clean = plain([{ said: name }])
    .replace(/\s+/g, " ")
    .trim();
  const letters = Array.from(clean);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : clean;
}
