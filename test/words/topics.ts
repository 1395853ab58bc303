/** What tests of the catalogue share: every sentence of every language, and arguments for those that are functions. */
import * as de from "../../src/words/de/index.ts";
import * as en from "../../src/words/en/index.ts";
import type { Language } from "../../src/domain/languages.ts";

export const all: Record<Language, Record<string, unknown>> = { en, de };

/**
 * Read by agents, their developers and operators, so in English everywhere, like the rest of the interface for them. A German
 * developer who looks an error up finds it as it was sent.
 */
export const forDevelopers: Record<string, string> = {
  "approval.refusal": "problem+json, MCP results and the command line",
  "approval.toAgent": "what an agent reads about a request that ended badly",
  "flooding.tooOften": "a refusal in problem+json",
  "flooding.paused": "a refusal in problem+json",
};

export type Leaf = string | ((...given: never[]) => unknown);

/** By path: `approval.card.title.pending`. Lists count as one leaf each item. */
export function leaves(of: unknown, path = ""): [string, Leaf][] {
  if (typeof of === "string" || typeof of === "function") return [[path, of as Leaf]];
  if (typeof of !== "object" || of === null) return [];
  return Object.entries(of).flatMap(([key, value]) => leaves(value, path === "" ? key : `${path}.${key}`));
}

/** Whatever strings are in what a function said: a sentence, a title with a text, inline parts of a card. */
export function strings(said: unknown): string[] {
  if (typeof said === "string") return [said];
  if (typeof said !== "object" || said === null) return [];
  return Object.values(said).flatMap(strings);
}
