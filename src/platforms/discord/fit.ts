/** Makes a card's text fit: what is too long goes whole into an attached file, with a sentence that names it. Nothing is ever cut silently. */
import type { Block, Card } from "../platform.ts";
import { escape, reveal, revealLine, shorten } from "./inert.ts";
import { blockMarkdown, blockPlain } from "./markdown.ts";
import type { RenderedFile } from "./render.ts";

interface Room {
  /** UTF-16 units for all text together. */
  text: number;
  files: number;
  /** File names that are in use. */
  taken: string[];
}

interface Piece {
  block: Block;
  /** Markdown; null for a divider. */
  text: string | null;
  file: RenderedFile | null;
}

const TITLE = 400;
/** The tone in a form that doesn't need colours. */
const symbols = { neutral: "", good: "✅ ", warning: "⚠️ ", danger: "⛔ " } as const;
/** Long things first; words of our own only when nothing else is left. */
const moveFirst = new Set<Block["kind"]>(["quote", "code", "list"]);

/** Parts in order, `null` for a divider, and the files that hold what did not fit. */
export function fitText(card: Card, room: Room): { parts: (string | null)[]; files: RenderedFile[] } {
  const title = titleMarkdown(card);
  const pieces = card.blocks.map((block): Piece => ({ block, text: markdown(block), file: null }));
  const names = fileNames(room.taken);
  if (title === null) return wholeCard(card, names);
  while (total(title, pieces) > room.text) {
    const piece = longest(pieces);
    if (!piece || pieces.filter(({ file }) => file).length >= room.files) return wholeCard(card, names);
    const name = names(piece.block);
    const content = blockPlain(piece.block);
    piece.file = textFile(name, content);
    piece.text = pointer(piece.block.kind, name, content);
  }
  const parts = pieces.map(({ text }) => text).filter((text) => text === null || text.trim() !== "");
  if (title.trim() !== "") parts.unshift(title);
  return {
    parts: parts.some((part) => part !== null) ? parts : ["…"],
    files: pieces.flatMap(({ file }) => file ?? []),
  };
}

function markdown(block: Block): string | null {
  return block.kind === "divider" ? null : blockMarkdown(block);
}

/** null when the title alone is too long to be shown. */
function titleMarkdown({ title, tone }: Card): string | null {
  if (title.trim() === "") return "";
  const text = `## ${symbols[tone]}${escape(revealLine(title))}`;
  return text.length > TITLE ? null : text;
}

/** Every part costs one more for the line break that joins it to the next. */
function total(title: string, pieces: Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + (text === null ? 0 : text.length + 1), title.length + 1);
}

function longest(pieces: Piece[]): Piece | undefined {
  const gain = ({ text, block }: Piece) =>
    (text?.length ?? 0) - pointer(block.kind, "x".repeat(30), blockPlain(block)).length;
  const worth = pieces.filter((piece) => piece.text !== null && !piece.file && gain(piece) > 0);
  const first = worth.filter(({ block }) => moveFirst.has(block.kind));
  return (first.length > 0 ? first : worth).toSorted((a, b) => gain(b) - gain(a))[0];
}

const things: Record<Block["kind"], string> = {
  code: "the exact text",
  quote: "all of these words",
  list: "the whole list",
  fields: "all of these fields",
  text: "the whole text",
  note: "the whole text",
  heading: "the whole text",
  divider: "the whole text",
};

function pointer(kind: Block["kind"], name: string, content: string): string {
  const size = Array.from(content).length.toLocaleString("en");
  return `-# Too long to show here\\: ${things[kind]} (${size} characters) is in the attached file ${escape(name)}`;
}

function fileNames(taken: string[]): (block: Block | "card") => string {
  const used = new Set(taken);
  return (block) => {
    const kind = block === "card" ? "card" : block.kind;
    const ending = block !== "card" && block.kind === "code" && block.language === "json" ? "json" : "txt";
    let name = `${kind}.${ending}`;
    for (let n = 2; used.has(name); n += 1) name = `${kind}-${n}.${ending}`;
    used.add(name);
    return name;
  };
}

function textFile(name: string, content: string): RenderedFile {
  const contentType = name.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
  return { name, contentType, data: Buffer.from(content), readable: content };
}

/** The last resort: the title, one sentence, and everything in one file. */
function wholeCard(card: Card, names: (block: "card") => string): ReturnType<typeof fitText> {
  const content = [reveal(card.title), ...card.blocks.map(blockPlain)].join("\n\n");
  const name = names("card");
  const title = `## ${symbols[card.tone]}${escape(shorten(revealLine(card.title), 120))}`;
  return { parts: [title, pointer("text", name, content)], files: [textFile(name, content)] };
}
