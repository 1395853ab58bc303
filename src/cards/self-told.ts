/** What an agent's own reports say over time, in one line for files and terminals; nothing when they say nothing of the kind. */
import type { SelfTold } from "../domain/audit/self-told.ts";
import { audit } from "../words/index.ts";

const words = audit.told;

export function toldLines(told: SelfTold | undefined): string[] {
  if (!told) return [];
  const { at, prompt, tokens } = told;
  const parts = [
    ...(prompt ? [words.prompt(day(prompt.since), prompt.changed)] : []),
    ...(tokens ? [words.tokens(day(tokens.since), tokens.changed)] : []),
  ];
  return parts.length === 0 ? [] : [words.lead(day(at)) + parts.join(words.and)];
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
