import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, fitness } from "../../../src/domain/approval/action.ts";
import { hidesSomething, visible, visibleJson, visibleLine } from "../../../src/domain/approval/safe-text.ts";

/** Grows by data: what somebody might write, and what has to be readable of it. */
const corpus: [what: string, text: string, shown: string][] = [
  ["right-to-left override", "pay \u202Eeve\u202C", String.raw`pay \u{202E}eve\u{202C}`],
  ["isolates", "\u2066x\u2069", String.raw`\u{2066}x\u{2069}`],
  ["zero-width space", "ad\u200Bmin", String.raw`ad\u{200B}min`],
  ["zero-width joiner", "a\u200Db", String.raw`a\u{200D}b`],
  ["byte order mark", "\uFEFFhello", String.raw`\u{FEFF}hello`],
  ["soft hyphen", "re\u00ADfund", String.raw`re\u{AD}fund`],
  ["tag characters", "hi\u{E0041}\u{E007F}", String.raw`hi\u{E0041}\u{E007F}`],
  ["variation selectors", "a\uFE0Fb\u{E0100}", String.raw`a\u{FE0F}b\u{E0100}`],
  ["Hangul filler", "\u3164", String.raw`\u{3164}`],
  ["braille blank", "a\u2800", String.raw`a\u{2800}`],
  ["no-break space", "1\u00A0000", String.raw`1\u{A0}000`],
  ["ideographic space", "a\u3000b", String.raw`a\u{3000}b`],
  ["escape sequence", "\u001B[31mred", String.raw`\u{1B}[31mred`],
  ["line separator", "a\u2028b", String.raw`a\u{2028}b`],
  ["half a surrogate", "a\uD800b", String.raw`a\u{D800}b`],
  ["private use", "\uE000", String.raw`\u{E000}`],
  ["Cyrillic letters in a Latin word", "аdmin", String.raw`\u{430}dmin`],
  ["Greek letters in a Latin word", "ρaypal", String.raw`\u{3C1}aypal`],
  ["mathematical letters", "𝐚𝐝𝐦𝐢𝐧", String.raw`\u{1D41A}\u{1D41D}\u{1D426}\u{1D422}\u{1D427}`],
  ["full-width letters", "ａdmin", String.raw`\u{FF41}dmin`],
  ["a whole word of letters that look Latin", "рау 100", String.raw`\u{440}\u{430}\u{443} 100`],
  ["a lone carriage return", "49.00\r4900", String.raw`49.00\u{D}4900`],
  ["an emoji's selector behind a digit", "4\uFE0F9", String.raw`4\u{FE0F}9`],
  ["a pile of marks", "e\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301" + String.raw`\u{301}\u{301}`],
];

const harmless = [
  "Привет, как дела?",
  "Ελληνικά",
  "naïve café",
  "日本語 テスト",
  "emoji 😀 ❤️",
  "שלום",
  "a-b_c.d 42 €",
  "naïve e\u0301",
];

describe("what hides is spelled out", () => {
  it.each(corpus)("%s", (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(hidesSomething(text)).toBe(true);
  });

  it.each(harmless)("ordinary writing stays as it is: %s", (text) => {
    expect(visible(text)).toBe(text);
    expect(hidesSomething(text)).toBe(false);
  });

  it("keeps line breaks in a text and spells them out in a line", () => {
    expect(visible("a\r\nb\nc")).toBe("a\nb\nc");
    expect(visibleLine("a\nb")).toBe(String.raw`a\u{A}b`);
  });

  it("spells one to one: two texts never look the same", () => {
    expect(visible(String.raw`pay \u{202E}`)).toBe(String.raw`pay \u{5C}u{202E}`);
    const words = fc.string({
      unit: fc.constantFrom("a", "\\", "u", "{", "}", "2", "0", "\u200B", "\u202E", "а"),
    });
    fc.assert(
      fc.property(words, words, (a, b) => a === b || visible(a) !== visible(b)),
      { numRuns: 5_000, seed: 6 },
    );
  });

  it("leaves nothing that draws nothing, whatever was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(visible(text).replaceAll("\n", "")).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u,
        );
      }),
      { numRuns: 5_000, seed: 4 },
    );
  });

  it("JSON still means the same after it was made visible", () => {
    const json = fc
      .jsonValue({ stringUnit: "binary", maxDepth: 3 })
      .filter((value) => fitness(value) === null);
    fc.assert(
      fc.property(json, (value) => {
        const shown = visibleJson(canonical(value));
        expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(canonical(JSON.parse(shown))).toBe(canonical(value));
        expect(shown).not.toContain("```");
      }),
      { numRuns: 1_000, seed: 5 },
    );
    expect(visibleJson(`{"to":"аdmin\u202e"}`)).toBe(`{\n  "to": "\\u0430dmin\\u202e"\n}`);
  });
});
