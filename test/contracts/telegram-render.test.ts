import { visible } from "../../src/domain/approval/safe-text.ts";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Button, Card, Inline } from "../../src/platforms/platform.ts";
import { PlatformError } from "../../src/platforms/platform.ts";
import { inert } from "../../src/platforms/telegram/inert.ts";
import { alertText, limits, render } from "../../src/platforms/telegram/render.ts";

const card = (blocks: Block[], more: Partial<Card> = {}): Card => ({
  tone: "neutral",
  title: "Refund",
  blocks,
  buttons: [],
  ...more,
});

/** What Telegram would make of the text, with every stretch of code taken out: there it looks for nothing. */
function outsideCode({ text, entities }: ReturnType<typeof render>): string {
  return entities
    .filter(({ type }) => type === "code" || type === "pre")
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((rest, { offset, length }) => rest.slice(0, offset) + " " + rest.slice(offset + length), text);
}

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "@everyone",
    "see t.me/joinchat/x or https://evil.example/?q=1",
    "/approve@Countersign_bot req_1",
    "a\u202Eb\u200Bc",
    "\uD800 lone",
    "#tag $USD a@b.io 4111111111111111",
    "`*_[]()~>#+-=|{}.!",
    "",
    " \n ",
    "👩‍👩‍👧 ❤️",
  ),
);
const said = fc.oneof(
  hostile.map((text): Inline => ({ said: text })),
  hostile.map((text): Inline => ({ code: text })),
);
const inline = fc.oneof(
  said,
  fc.constantFrom<Inline[]>(
    "It wants to ",
    { bold: "pay back" },
    { link: "why", href: "https://docs.example/why" },
    { time: "2026-11-22T15:00:00Z", style: "relative" },
  ),
  hostile.map((name): Inline => ({ person: "5551", platform: "telegram", name })),
);
const line = fc.array(inline, { minLength: 1, maxLength: 4 });
const long = fc.tuple(hostile, fc.integer({ min: 0, max: 120 })).map(([text, times]) => text.repeat(times));
const block: fc.Arbitrary<Block> = fc.oneof(
  line.map((text): Block => ({ kind: "text", text })),
  line.map((text): Block => ({ kind: "note", text })),
  line.map((text): Block => ({ kind: "heading", text })),
  fc
    .array(fc.record({ name: fc.constantFrom("Agent", "Deadline"), value: line }), { maxLength: 5 })
    .map((fields): Block => ({ kind: "fields", fields })),
  fc.array(line, { maxLength: 30 }).map((items): Block => ({ kind: "list", items })),
  long.map((text): Block => ({ kind: "quote", text })),
  long.map((text): Block => ({ kind: "code", text, language: "json" })),
);

describe("a card as a Telegram message", () => {
  it("keeps Telegram's limits, and its entities lie inside the text and nest as they may", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const { text, entities } = render(card(blocks));
        expect(text.length).toBeLessThanOrEqual(limits.text);
        expect(entities.length).toBeLessThanOrEqual(limits.entities);
        for (const { offset, length } of entities) {
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
        }
        for (const code of entities.filter(({ type }) => type === "code" || type === "pre"))
          for (const other of entities)
            if (other !== code)
              expect(
                other.offset >= code.offset + code.length || other.offset + other.length <= code.offset,
              ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("never drops a word: what is not in the message is in a document that the message names", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const { text, documents } = render(card(blocks));
        const everything = [text, ...documents.map(({ content }) => String(content))].join("\n");
        for (const made of blocks)
          if ((made.kind === "quote" || made.kind === "code") && made.text.trim() !== "")
            expect(everything).toContain(inert(made.text));
        for (const { name } of documents) expect(text).toContain(name);
      }),
      { numRuns: 300 },
    );
  });

  it("shows an agent's words inert: no link, mention, command or hidden character outside code", () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 6 }), hostile, hostile, (parts, quote, name) => {
        const shown = render(
          card([
            { kind: "text", text: parts },
            { kind: "note", text: parts },
            { kind: "quote", text: quote },
            { kind: "text", text: [{ person: "42", platform: "telegram", name }] },
          ]),
        );
        expect(outsideCode(shown)).not.toMatch(/[@#$/:]|\.\S/);
        expect(shown.text).not.toMatch(/[\p{Cf}\p{Cs}\u202a-\u202e]/u);
      }),
      { numRuns: 300 },
    );
  });

  it("escapes one to one, so that different words never look the same", () => {
    expect(inert("a\u200Bb")).toBe("a\\u{200B}b");
    expect(inert(visible("a\\u{200B}b"))).toBe("a\\u{5C}u{200B}b");
    expect(inert("ok ❤️ 🇩🇪\nline")).toBe("ok ❤️ 🇩🇪\nline");
    fc.assert(fc.property(hostile, hostile, (a, b) => a === b || inert(visible(a)) !== inert(visible(b))));
  });

  it("moves the one block that is too long, whole, and keeps the rest", () => {
    const json = JSON.stringify({ note: "x".repeat(5000) });
    const { text, documents } = render(
      card([
        { kind: "text", text: ["Please read this first."] },
        { kind: "code", text: json, language: "json" },
        { kind: "quote", text: "because" },
      ]),
    );
    expect(documents).toEqual([{ name: "attached-1.json", mime: "application/json", content: json }]);
    expect(text).toContain("Please read this first.");
    expect(text).toContain("attached-1.json");
    expect(text).toContain("because");
  });

  it("with many blocks keeps the first ones and attaches the rest together", () => {
    const blocks = Array.from({ length: 40 }, (_, index): Block => ({
      kind: "text",
      text: [`Finding ${index}: ${"words ".repeat(40)}`],
    }));
    const { text, documents } = render(card(blocks));
    expect(documents).toHaveLength(1);
    expect(text).toContain("Finding 0:");
    expect(String(documents[0]?.content)).toContain("Finding 39:");
    expect(text.length).toBeGreaterThan(3000);
  });

  it("counts entities: a hundred and first would make words live again", () => {
    const items = Array.from({ length: 150 }, (_, index): Inline[] => [{ said: `@u${index}` }]);
    const shown = render(card([{ kind: "list", items }]));
    expect(shown.entities.length).toBeLessThanOrEqual(limits.entities);
    expect(outsideCode(shown)).not.toContain("@");
    expect(String(shown.documents[0]?.content)).toContain("@u149");
  });
});

const press = (id: string, more: object = {}): Button => ({
  press: id,
  label: "Go",
  style: "success",
  ...more,
});

describe("buttons", () => {
  it("carry style and data; a disabled one carries neither data nor link", () => {
    const { keyboard } = render(
      card([], {
        buttons: [
          [press("approve:1"), press("x:1", { style: "secondary" }), press("y:1", { disabled: true })],
          [{ href: "https://docs.example/", label: "Why" }],
        ],
      }),
    );
    expect(keyboard.inline_keyboard).toEqual([
      [
        { text: "Go", style: "success", callback_data: "approve:1" },
        { text: "Go", callback_data: "x:1" },
        { text: "Go", style: "success", disabled: {} },
      ],
      [{ text: "Why", url: "https://docs.example/" }],
    ]);
  });

  it("are refused when Telegram could not carry them", () => {
    expect(() => render(card([], { buttons: [[press("é".repeat(33))]] }))).toThrow(PlatformError);
    expect(() => render(card([], { buttons: [[{ href: "javascript:1", label: "x" }]] }))).toThrow(
      PlatformError,
    );
    expect(() => render(card([], { buttons: [Array.from({ length: 101 }, () => press("a"))] }))).toThrow(
      /100/,
    );
  });

  it("are split into rows of eight", () => {
    const { keyboard } = render(
      card([], { buttons: [Array.from({ length: 10 }, (_, at) => press(`a:${at}`))] }),
    );
    expect(keyboard.inline_keyboard.map((row) => row.length)).toEqual([8, 2]);
  });
});

describe("a card as a pop-up", () => {
  it("only when all of it fits in 200 plain characters", () => {
    expect(alertText(card([{ kind: "text", text: ["Only approvers may decide."] }]))).toBe(
      "Refund\nOnly approvers may decide.",
    );
    expect(alertText(card([{ kind: "text", text: ["x".repeat(200)] }]))).toBeNull();
    expect(alertText(card([], { buttons: [[{ press: "a", label: "b", style: "primary" }]] }))).toBeNull();
    expect(alertText(card([{ kind: "quote", text: "x" }]))).toBeNull();
  });
});
