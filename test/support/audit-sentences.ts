/** Everything that the audit can say in its own words, in English: the keys of its translations. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { glue } from "../../src/domain/audit/phrase.ts";
import { categories } from "../../src/domain/audit/rule.ts";
import { rules } from "../../src/domain/audit/rules/index.ts";
import { flagNames, labelOf } from "../../src/domain/discord/flags.ts";
import { adminRights } from "../../src/domain/telegram/rights.ts";
import { rungs } from "../../src/domain/telegram/snapshot.ts";

const domain = resolve(import.meta.dirname, "../../src/domain");
const literal = `"(?:[^"\\\\]|\\\\.)*"`;
const calls = /(?<![.\w]|function )(say|counted)\(/g;
const said = new RegExp(`^say\\(\\s*(${literal})\\s*[,)]`);
const countedOne = new RegExp(`^counted\\(\\s*[^"]*?,\\s*(${literal}),\\s*(${literal})\\s*[,)]`);

/** Templates in the sources of `domain/`, and the places where one is not written out: those can't be translated. */
export function templates(): { found: string[]; hidden: string[] } {
  const found = new Set<string>();
  const hidden: string[] = [];
  for (const file of readdirSync(domain, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const source = readFileSync(join(domain, file), "utf8");
    for (const call of source.matchAll(calls)) {
      const rest = source.slice(call.index);
      const written = (call[1] === "say" ? said : countedOne).exec(rest);
      if (written) for (const one of written.slice(1)) found.add(JSON.parse(one) as string);
      else if (!rest.startsWith("say(glue.")) hidden.push(`${file}: ${rest.slice(0, 60)}`);
    }
  }
  return { found: [...found].sort(), hidden };
}

/** A rule's own texts: they are the same for each of its findings. */
export const ruleTexts = (): string[] =>
  rules.flatMap(({ title, what, why, byHand, wrong }) => [title, what, why, ...byHand, ...wrong]);

/** Names of permissions and rights as the apps' own screens have them. */
export const labels = (): string[] => [
  ...flagNames.flatMap((name) => [labelOf(name), labelOf(name, "channel")]),
  ...adminRights.map(({ label }) => label),
];

/** What single values are called: how bad things are known, what a right is for. */
export const terms = (): string[] => [
  ...Object.values(categories),
  ...Object.values(glue),
  ...adminRights.map(({ harm }) => harm),
  ...rungs,
  "creator",
  "administrator",
  "member",
  "restricted",
];

export const auditSentences = (): string[] =>
  [...new Set([...templates().found, ...ruleTexts(), ...labels(), ...terms()])].filter((text) => text !== "");
