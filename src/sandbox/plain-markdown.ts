/** Discord's markdown as plain data: what the app would draw, for the page and for the terminal. */

/** A run of text that looks the same. */
export interface Span {
  text: string;
  bold?: true;
  italic?: true;
  underline?: true;
  strike?: true;
  spoiler?: true;
  code?: true;
  href?: string;
  mention?: { of: "user" | "role" | "channel"; id: string };
  /** Seconds since the epoch, and Discord's letter for how it is written. */
  time?: { at: number; style: string };
}

export interface TextBlock {
  kind: "paragraph" | "heading" | "small" | "quote" | "item" | "code";
  spans: Span[];
  /** Of headings: 1 to 3. Of list items: how deep, from 1. */
  level?: number;
  /** Of numbered list items: `1.` */
  number?: string;
}

type Look = Omit<Span, "text">;

export function readMarkdown(markdown: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let at = 0;
  for (const fence of markdown.matchAll(/(?<!\\)```(?:[\w+-]*\n)?([\s\S]*?)```\n?/g)) {
    blocks.push(...readLines(markdown.slice(at, fence.index)));
    blocks.push({ kind: "code", spans: [{ text: (fence[1] ?? "").replace(/\n$/, "") }] });
    at = fence.index + fence[0].length;
  }
  return [...blocks, ...readLines(markdown.slice(at))];
}

/** As the app shows it, without its looks: headings, bold and links lose their signs, escaped characters are themselves. */
export function plainText(markdown: string): string {
  const signs = { paragraph: "", heading: "", small: "", quote: "> ", item: "- ", code: "" };
  return readMarkdown(markdown)
    .map((block) => {
      const text = block.spans.map((span) => span.text).join("");
      const sign = block.number ? `${block.number} ` : signs[block.kind];
      return sign + text.replaceAll("\n", block.kind === "quote" ? "\n> " : "\n");
    })
    .join("\n");
}

function readLines(text: string): TextBlock[] {
  const lines = text.replace(/\n$/, "");
  if (lines === "") return [];
  const blocks: TextBlock[] = [];
  for (const line of lines.split("\n")) {
    const block = readLine(line);
    const before = blocks.at(-1);
    if (before?.kind === block.kind && (block.kind === "paragraph" || block.kind === "quote"))
      before.spans.push({ text: "\n" }, ...block.spans);
    else blocks.push(block);
  }
  return blocks;
}

function readLine(line: string): TextBlock {
  const heading = /^(#{1,3}) (.*)$/.exec(line);
  if (heading)
    return { kind: "heading", level: heading[1]?.length ?? 1, spans: readInline(heading[2] ?? "") };
  const small = /^-# (.*)$/.exec(line);
  if (small) return { kind: "small", spans: readInline(small[1] ?? "") };
  const quote = /^>(?:>>)? (.*)$/.exec(line);
  if (quote) return { kind: "quote", spans: readInline(quote[1] ?? "") };
  const item = /^( *)(?:[-*]|(\d+\.)) (.*)$/.exec(line);
  if (item) {
    const [, indent = "", number, rest = ""] = item;
    const level = Math.floor(indent.length / 2) + 1;
    return { kind: "item", level, ...(number && { number }), spans: readInline(rest) };
  }
  return { kind: "paragraph", spans: readInline(line) };
}

const MARKS: [string, Look][] = [
  ["***", { bold: true, italic: true }],
  ["**", { bold: true }],
  ["__", { underline: true }],
  ["~~", { strike: true }],
  ["||", { spoiler: true }],
  ["*", { italic: true }],
  ["_", { italic: true }],
];

/** Things that stand for themselves, tried at each position before the marks that come in pairs. */
const ATOMS: [RegExp, (found: string[], look: Look) => Span[]][] = [
  [/\\([^0-9A-Za-z\s])/y, ([, text = ""], look) => [{ text, ...look }]],
  [
    /(`{1,2})([^`]|[^`][\s\S]*?[^`])\1(?!`)/y,
    ([, , text = ""], look) => [{ text: text.trim() || text, ...look, code: true }],
  ],
  [/<@!?(\d+)>/y, ([text = "", id = ""], look) => [{ text, ...look, mention: { of: "user", id } }]],
  [/<@&(\d+)>/y, ([text = "", id = ""], look) => [{ text, ...look, mention: { of: "role", id } }]],
  [/<#(\d+)>/y, ([text = "", id = ""], look) => [{ text, ...look, mention: { of: "channel", id } }]],
  [
    /<t:(-?\d+)(?::(\w))?>/y,
    ([, at = "0", style = "f"], look) => [
      { text: utc(Number(at)), ...look, time: { at: Number(at), style } },
    ],
  ],
  [
    /\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y,
    ([, label = "", href = ""], look) => readInline(label, { ...look, href }),
  ],
  [/<(https?:\/\/[^\s>]+)>/y, ([, href = ""], look) => [{ text: href, ...look, href }]],
  [/https?:\/\/[^\s<>]*[^\s<>".,;:!?)]/y, ([href = ""], look) => [{ text: href, ...look, href }]],
];

function readInline(text: string, look: Look = {}): Span[] {
  const spans: Span[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") spans.push({ text: plain, ...look });
    plain = "";
  };
  for (let at = 0; at < text.length;) {
    const found = atomAt(text, at, look) ?? pairAt(text, at, look);
    if (found && at + found.length > at) {
      flush();
      spans.push(...found.spans);
      at += found.length;
    } else {
      plain += text.charAt(at);
      at += 1;
    }
  }
  flush();
  return merged(spans);
}

/** Neighbours of the same looks become one run. */
function merged(spans: Span[]): Span[] {
  const runs: Span[] = [];
  for (const span of spans) {
    const before = runs.at(-1);
    if (before && lookOf(before) === lookOf(span)) before.text += span.text;
    else runs.push({ ...span });
  }
  return runs;
}

function lookOf(span: Span): string {
  return JSON.stringify({ ...span, text: "" });
}

function atomAt(text: string, at: number, look: Look): { spans: Span[]; length: number } | null {
  for (const [pattern, made] of ATOMS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { spans: made([...found], look), length: found[0].length };
  }
  return null;
}

function pairAt(text: string, at: number, look: Look): { spans: Span[]; length: number } | null {
  for (const [mark, extra] of MARKS) {
    if (!text.startsWith(mark, at) || /\s/.test(text.charAt(at + mark.length) || " ")) continue;
    // Snake_case words are no emphasis.
    if (mark === "_" && /\w/.test(text.charAt(at - 1))) continue;
    const end = closing(text, at + mark.length, mark);
    if (end === null) continue;
    const inner = readInline(text.slice(at + mark.length, end), { ...look, ...extra });
    return { spans: inner, length: end + mark.length - at };
  }
  return null;
}

function closing(text: string, from: number, mark: string): number | null {
  for (let at = from; at < text.length;) {
    if (text.charAt(at) === "\\") at += 2;
    else if (text.startsWith(mark, at) && at > from) {
      const doubled = mark.length === 1 && text.charAt(at + 1) === mark;
      const inWord = mark === "_" && /\w/.test(text.charAt(at + 1));
      if (!doubled && !inWord) return at;
      at += doubled ? 2 : 1;
    } else at += atomAt(text, at, {})?.length ?? 1;
  }
  return null;
}

function utc(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? "" : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
