/** Discord rendering: limits hold for every card, hostile words stay words, nothing is cut silently. */
import { ComponentType, type APIMessageTopLevelComponent } from "discord-api-types/v10";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escape, reveal } from "../../src/platforms/discord/inert.ts";
import { render, renderForm } from "../../src/platforms/discord/render.ts";
import {
  type Block,
  type Button,
  type Card,
  type Inline,
  PlatformError,
} from "../../src/platforms/platform.ts";

type Component = {
  type: number;
  components?: Component[];
  content?: string;
  label?: string;
  custom_id?: string;
};

const textDisplay: number = ComponentType.TextDisplay;
const actionRow: number = ComponentType.ActionRow;
const aButton: number = ComponentType.Button;

function everything(components: APIMessageTopLevelComponent[]): Component[] {
  const walk = (component: Component): Component[] => [
    component,
    ...(component.components ?? []).flatMap(walk),
  ];
  return (components as Component[]).flatMap(walk);
}

function texts(card: Card): string {
  return everything(render(card).body.components)
    .map(({ content }) => content ?? "")
    .filter((content) => content !== "")
    .join("\n");
}

const link = (href: string) => texts(card({ kind: "text", text: [{ link: "here", href }] }));
const card = (...blocks: Block[]): Card => ({ tone: "neutral", title: "T", blocks, buttons: [] });

/** Undoes Discord's escape rule; throws where a character that Discord would interpret is left bare. */
function asSeen(markdown: string): string {
  const bare = markdown.replace(/\\[^0-9A-Za-z\s]/g, "x");
  expect(bare).not.toMatch(/[`*_~|<>#[\]():@\\]/);
  expect(bare).not.toMatch(/^\s*(?:[-+]|\d+\.)/m);
  return markdown.replace(/\\([^0-9A-Za-z\s])/g, "$1");
}

const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...Array.from("`*_~|<>#-+@:/[]()\\ 1.a\n\u202e\u200b")), maxLength: 60 }),
  fc.constantFrom(
    "@everyone",
    "<@123>",
    "```",
    "[x](https://a.example)",
    "https://a.example",
    "<t:1:R>",
    "<#1>",
  ),
);
const long = fc.tuple(words, fc.integer({ min: 0, max: 200 })).map(([text, times]) => text.repeat(times));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  fc.record({ bold: words }),
  fc.record({ code: words }),
  fc.record({ said: fc.oneof(words, long) }),
  fc.record({ link: words, href: fc.oneof(fc.webUrl(), words) }),
  fc.record({
    person: fc.oneof(fc.constant("5"), words),
    platform: fc.constantFrom("discord", "telegram"),
    name: words,
  }),
  fc.record({
    time: fc.oneof(fc.constant("2026-11-22T12:00:00Z"), words),
    style: fc.constantFrom("relative", "full"),
  }),
);
const inlines = fc.array(inline, { maxLength: 4 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom("text", "note", "heading"), text: inlines }),
  fc.record({
    kind: fc.constant("fields"),
    fields: fc.array(fc.record({ name: words, value: inlines }), { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant("list"), items: fc.array(inlines, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant("quote"), text: fc.oneof(words, long) }),
  fc.record({
    kind: fc.constant("code"),
    text: fc.oneof(words, long),
    language: fc.constant("json" as const),
  }),
  fc.constant({ kind: "divider" }),
);
const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({
    press: fc.uuid(),
    label: words,
    style: fc.constantFrom("primary", "success", "danger", "secondary"),
    disabled: fc.boolean(),
  }),
  fc.record({ href: fc.webUrl(), label: words }),
);
const cards: fc.Arbitrary<Card> = fc.record({
  tone: fc.constantFrom("neutral", "good", "warning", "danger"),
  title: fc.oneof(words, long),
  blocks: fc.array(block, { maxLength: 60 }),
  buttons: fc
    .array(fc.array(button, { maxLength: 7 }), { maxLength: 8 })
    .filter((rows) => rows.flat().length <= 25),
  attachments: fc.array(
    fc.record({ name: words, mime: fc.constantFrom("image/png", "text/csv"), content: words }),
    {
      maxLength: 6,
    },
  ),
});

describe("limits", () => {
  it("every card fits a Discord message", () => {
    fc.assert(
      fc.property(cards, (each) => {
        const { body, files } = render(each);
        const all = everything(body.components);
        const text = all.map(({ content }) => content ?? "").join("");
        expect(all.length).toBeLessThanOrEqual(40);
        expect(text.length).toBeLessThanOrEqual(4000);
        expect(text.trim()).not.toBe("");
        expect(files.length).toBeLessThanOrEqual(10);
        expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
        for (const { type, content, label, custom_id, components } of all) {
          if (type === textDisplay) expect(content?.trim()).not.toBe("");
          if (type === actionRow) expect([1, 2, 3, 4, 5]).toContain(components?.length);
          if (type !== aButton) continue;
          expect(label?.length).toBeGreaterThan(0);
          expect(label?.length).toBeLessThanOrEqual(80);
          expect(custom_id?.length ?? 1).toBeLessThanOrEqual(100);
        }
        expect(body.attachments).toEqual(files.map(({ name }, at) => ({ id: String(at), filename: name })));
        expect(JSON.stringify(body.components)).not.toMatch(/[\u200b\u202e]/);
      }),
      { numRuns: 400 },
    );
  });

  it("every button comes through, in order", () => {
    fc.assert(
      fc.property(cards, (each) => {
        const shown = everything(render(each).body.components).flatMap(({ custom_id }) => custom_id ?? []);
        expect(shown).toEqual(each.buttons.flat().flatMap((b) => ("press" in b ? [b.press] : [])));
      }),
      { numRuns: 100 },
    );
  });

  it("refuses what no message can hold, in one sentence", () => {
    const button: Button = { press: "a:1", label: "A", style: "primary" };
    const many = Array.from({ length: 26 }, (_, n): Button => ({ ...button, press: `a:${n}` }));
    for (const buttons of [[many], [[button, button]], [[{ href: "javascript:alert(1)", label: "x" }]]])
      expect(() => render({ ...card(), buttons })).toThrow(PlatformError);
  });

  it("keeps a form within a modal's limits", () => {
    const modal = renderForm("deny:1", {
      title: () => "x".repeat(99),
      field: { id: "reason", label: () => "y".repeat(99), required: true, max: 9_999 },
    });
    expect(modal.title).toHaveLength(45);
    expect(modal).toMatchObject({
      custom_id: "deny:1",
      components: [
        { label: expect.stringMatching(/^y{44}…$/), component: { max_length: 4000, custom_id: "reason" } },
      ],
    });
  });
});

describe("nothing is cut silently", () => {
  for (const [kind, whole, make] of [
    ["code", "exact text", (text: string): Block => ({ kind: "code", text, language: "json" })],
    ["quote", "words", (text: string): Block => ({ kind: "quote", text })],
    [
      "list",
      "list",
      (text: string): Block => ({ kind: "list", items: text.split(" ").map((item) => [item]) }),
    ],
  ] as const)
    it(`an over-long ${kind} goes whole into a file that the card names`, () => {
      const text = "word ".repeat(2_000).trim();
      const { files } = render(card({ kind: "text", text: ["before"] }, make(text)));
      const [file] = files;
      expect(files).toHaveLength(1);
      expect(
        Buffer.from(file?.data ?? [])
          .toString()
          .replaceAll("- ", "")
          .split(/\s/),
      ).toEqual(text.split(" "));
      const seen = texts(card({ kind: "text", text: ["before"] }, make(text)));
      expect(seen).toContain("before");
      expect(seen).toContain(whole);
      expect(seen).toContain(file?.name);
    });

  it("each word is on the card or in a file", () => {
    const marked = fc.array(
      fc.tuple(fc.constantFrom("quote", "code", "text"), fc.integer({ min: 1, max: 900 })),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(marked, (sizes) => {
        const blocks = sizes.map(([kind, size], n): Block => {
          const text = `w${n}w `.repeat(size);
          return kind === "text" ? { kind, text: [text] } : { kind, text };
        });
        const { body, files } = render(card(...blocks));
        const shown = everything(body.components).map(({ content }) => content ?? "");
        const all = [...shown, ...files.map(({ data }) => Buffer.from(data).toString())].join("\n");
        for (const [n, [, size]] of sizes.entries()) expect(all.split(`w${n}w`)).toHaveLength(size + 1);
      }),
      { numRuns: 100 },
    );
  });

  it("a title that is too long is cut visibly and is whole in the file", () => {
    const title = "t".repeat(5_000);
    const { files } = render({ ...card(), title });
    expect(texts({ ...card(), title })).toMatch(/t…\n-# Too long to show here/);
    expect(Buffer.from(files[0]?.data ?? []).toString()).toContain(title);
  });
});

describe("somebody else's words", () => {
  it("show exactly as they are, and do nothing", () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(asSeen(escape(text))).toBe(reveal(text));
      }),
      { numRuns: 500 },
    );
  });

  it("can't leave a code block or an inline code", () => {
    fc.assert(
      fc.property(words, (text) => {
        const block = texts(card({ kind: "code", text })).replace("## T\n", "");
        expect(block.startsWith("```\n") && block.endsWith("\n```")).toBe(true);
        expect(block.slice(3, -3)).not.toContain("```");
        const code = texts(card({ kind: "text", text: [{ code: text }] })).replace("## T\n", "");
        expect(code).toMatch(/^`[^`\n]+`$/);
      }),
      { numRuns: 300 },
    );
  });

  it("can't leave a quote", () => {
    const seen = texts(card({ kind: "quote", text: "one\n\n## two\n@everyone" }));
    expect(seen.split("\n").slice(1)).toEqual(["> one", "> ", "> \\#\\# two", "> \\@everyone"]);
  });

  it("hide nothing", () => {
    const seen = texts(
      card({ kind: "quote", text: "pay \u202e05\u202c\u200b\u{E0041}\u3164\u0007 now ❤\uFE0F" }),
    );
    expect(seen).toContain(
      "pay \\\\u{202E}05\\\\u{202C}\\\\u{200B}\\\\u{E0041}\\\\u{3164}\\\\u{7} now ❤\uFE0F",
    );
  });

  it("never mention anybody, whatever the card holds", () => {
    fc.assert(
      fc.property(cards, (each) => {
        expect(render(each).body.allowed_mentions).toEqual({ parse: [] });
      }),
      { numRuns: 50 },
    );
  });

  it("a link goes only where it says, and only to the web", () => {
    expect(link("https://discord.com/oauth2/authorize?client_id=1&scope=bot+x")).toContain(
      "[here](<https://discord.com/oauth2/authorize?client_id=1&scope=bot+x>)",
    );
    expect(link("https://a.example/>)@everyone")).toContain("[here](<https://a.example/%3E%29@everyone>)");
    expect(link("javascript:alert(1)")).toContain("here (javascript\\:alert\\(1\\))");
  });
});
