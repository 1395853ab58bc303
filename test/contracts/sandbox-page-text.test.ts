/** Discord's markdown and Telegram's entities, read as the runs that the page and the terminal draw. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, readMarkdown } from "../../src/sandbox/plain-markdown.ts";
import { entityBlocks } from "../../src/sandbox/page/entities.ts";

const spansOf = (markdown: string) => readMarkdown(markdown).flatMap(({ spans }) => spans);

describe("Discord's markdown", () => {
  it("becomes headings, lists, quotes, small print and code", () => {
    const text =
      '## Title\nwords\nmore\n- one\n  - two\n1. first\n> said\n> again\n-# small\n```json\n{ "a": 1 }\n```\nend';
    expect(readMarkdown(text).map(({ kind, level, number }) => [kind, level ?? number])).toEqual([
      ["heading", 2],
      ["paragraph", undefined],
      ["item", 1],
      ["item", 2],
      ["item", 1],
      ["quote", undefined],
      ["small", undefined],
      ["code", undefined],
      ["paragraph", undefined],
    ]);
    expect(plainText(text)).toBe(
      'Title\nwords\nmore\n- one\n- two\n1. first\n> said\n> again\nsmall\n{ "a": 1 }\nend',
    );
  });

  it("shows escaped signs as themselves", () => {
    expect(spansOf("Fix\\: \\*\\*not bold\\*\\* 1\\.")).toEqual([{ text: "Fix: **not bold** 1." }]);
    expect(spansOf("**a \\*\\* b**")).toEqual([{ text: "a ** b", bold: true }]);
    expect(readMarkdown("\\`\\`\\`\nx\n\\`\\`\\`").map(({ kind }) => kind)).toEqual(["paragraph"]);
  });

  it("knows mentions, times and links", () => {
    expect(spansOf("<@1> <@&2> <#3> <t:60:R> [a **b**](https://x.example/y) https://z.example.")).toEqual([
      { text: "<@1>", mention: { of: "user", id: "1" } },
      { text: " " },
      { text: "<@&2>", mention: { of: "role", id: "2" } },
      { text: " " },
      { text: "<#3>", mention: { of: "channel", id: "3" } },
      { text: " " },
      { text: "1970-01-01 00:01 UTC", time: { at: 60, style: "R" } },
      { text: " " },
      { text: "a ", href: "https://x.example/y" },
      { text: "b", href: "https://x.example/y", bold: true },
      { text: " " },
      { text: "https://z.example", href: "https://z.example" },
      { text: "." },
    ]);
  });

  it("leaves snake_case_names and lonely signs alone", () => {
    expect(spansOf("a snake_case_name, 2 * 3 * 4, **")).toEqual([
      { text: "a snake_case_name, 2 * 3 * 4, **" },
    ]);
  });

  it("makes links to web pages only", () => {
    expect(spansOf("[x](javascript:alert(1))").some(({ href }) => href !== undefined)).toBe(false);
  });

  it("reads anything at all, and loses no letter of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("ab *_~|`\\[]()<>#-\n@t:1")) }), (text) => {
        const letters = (words: string) => words.replaceAll(/[^ab]/g, "");
        const fences = /```/.test(text);
        if (!fences) expect(letters(plainText(text))).toBe(letters(text));
        else plainText(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("Telegram's entities", () => {
  it("become runs and blocks, nested ones too", () => {
    const text = "Hi Oskar\n\nx = 1\n\nbye";
    const blocks = entityBlocks(text, [
      { type: "bold", offset: 0, length: 8 },
      { type: "italic", offset: 3, length: 5 },
      { type: "pre", offset: 10, length: 5 },
    ]);
    expect(blocks).toEqual([
      {
        kind: "paragraph",
        spans: [
          { text: "Hi ", bold: true },
          { text: "Oskar", bold: true, italic: true },
        ],
      },
      { kind: "code", spans: [{ text: "x = 1" }] },
      { kind: "paragraph", spans: [{ text: "bye" }] },
    ]);
  });

  it("keep every character that is no line break beside a block", () => {
    const types = fc.constantFrom("bold" as const, "code" as const, "pre" as const, "blockquote" as const);
    const entity = fc.record({ type: types, offset: fc.nat(12), length: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(
        fc.string({ minLength: 24, maxLength: 40 }),
        fc.array(entity, { maxLength: 5 }),
        (text, list) => {
          const drawn = entityBlocks(text, list).flatMap(({ spans }) => spans.map((span) => span.text));
          expect(drawn.join("").replaceAll("\n", "")).toBe(text.replaceAll("\n", ""));
        },
      ),
    );
  });
});
