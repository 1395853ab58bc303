/**
 * A sentence that may carry somebody else's words. `said` comes from a platform (names of bots, roles, channels) and is
 * shown inert; `code` is shown exactly. The parts are a subset of what a card's inline text can hold.
 */
export type Part = string | { said: string } | { code: string };
export type Phrase = Part[];

/** The sentence as plain text, for terminals, JSON and SARIF. Control and direction characters in others' words are dropped. */
export function plain(phrase: Phrase): string {
  return phrase
    .map((part) => (typeof part === "string" ? part : "said" in part ? inert(part.said) : part.code))
    .join("");
}

/** Joins phrases with commas and a last "and"; at most `most` of them, the rest counted. */
export function list(items: Phrase[], most = 5): Phrase {
  const shown = items.length > most ? items.slice(0, most) : items;
  const rest = items.length - shown.length;
  const parts = rest > 0 ? [...shown, [`${rest} more`]] : shown;
  return parts.flatMap((part, index): Phrase => {
    if (index === 0) return part;
    return [index === parts.length - 1 ? " and " : ", ", ...part];
  });
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

function inert(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");
}
