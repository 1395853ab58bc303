/**
 * Every card, with any values in it, in every language, through both adapters' renderers: it fits, whole or with a file that
 * says what it holds; what is said is for people; and nobody's words become markup, a mention or a link.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languages } from "../../src/domain/languages.ts";
import { render as renderDiscord } from "../../src/platforms/discord/render.ts";
import type { Card } from "../../src/platforms/platform.ts";
import { alertText, render as renderTelegram } from "../../src/platforms/telegram/render.ts";
import { inLanguage } from "../../src/words/index.ts";
import { discordFaults, telegramFaults } from "./every-card-limits.ts";
import { cardCases } from "./every-card-cases.ts";
import { anyFrom } from "./every-card-values.ts";

const folder = resolve(import.meta.dirname, "../../src/cards");
/** `file function` for each exported function that makes a card. */
const made = readdirSync(folder).flatMap((file) =>
  [...readFileSync(join(folder, file), "utf8").matchAll(/^export function (\w+)\([^]*?\)(?:: ([^{]+)) \{$/gm)]
    .filter(([, , returns]) => returns?.trim() === "Card")
    .map(([, name]) => `${file.replace(/\.ts$/, "")} ${name}`),
);

it("every function that makes a card has its case here", () => {
  expect(made.length).toBeGreaterThan(30);
  expect(made.filter((name) => !(name in cardCases))).toEqual([]);
  expect(Object.keys(cardCases).filter((name) => !made.includes(name))).toEqual([]);
});

/** Our own words in it, without those of others. */
function ours(card: Card): string {
  const strings: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") strings.push(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) {
      const { said, code, name, ...rest } = value as Record<string, unknown>;
      if (said !== undefined || code !== undefined) return;
      if (typeof name === "string" && Array.isArray(rest["value"])) strings.push(name);
      for (const [key, inner] of Object.entries(rest))
        if (
          !["press", "kind", "style", "href", "person", "platform", "time", "mime", "of", "tone"].includes(
            key,
          )
        )
          walk(inner);
    }
  };
  walk({ title: card.title, blocks: card.blocks.filter(({ kind }) => kind !== "quote" && kind !== "code") });
  return strings.join("\n");
}

const languagesOn = (["discord", "telegram"] as const).flatMap((platform) =>
  languages.map((language) => ({ platform, language })),
);

describe.each(Object.entries(cardCases))("%s", (_, make) => {
  it.each(languagesOn)("fits, whatever stands in it ($platform, $language)", ({ platform, language }) => {
    fc.assert(
      fc.property(fc.noShrink(fc.integer()), (seed) => {
        inLanguage(language, () => {
          const card = make(anyFrom(seed, platform));
          if (platform === "discord") expect(discordFaults(renderDiscord(card))).toEqual([]);
          else {
            expect(telegramFaults(renderTelegram(card))).toEqual([]);
            expect(alertText(card)?.length ?? 0).toBeLessThanOrEqual(200);
          }
          expect(ours(card)).not.toMatch(/\bundefined\b|\[object |\bNaN\b|Invalid Date|=>/);
          expect(ours(card)).not.toMatch(/\b(agt|copy|unf|chg|ntc|fnd|att|dty|stq|rem|grt)_/);
          for (const sentence of ours(card).split("\n"))
            if (/\b(error|Fehler)\b/i.test(sentence)) expect(sentence).toMatch(/[.!:]\s+\S/);
        });
      }),
      { numRuns: 20 },
    );
  });
});
