/** Makes a card's text fit: what is too long goes whole into an attached file, with a sentence that names it. Nothing is ever cut silently. */
import { discord as words } from "../../words/index.ts";
import type { Block, Button, Card, Select } from "../platform.ts";
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
  /** Markdown; null for what has no text of its own. */
  text: string | null;
  file: RenderedFile | null;
}

/** Markdown, a divider, a select, or markdown with a button beside it. */
export type Part = string | null | { select: Select } | { text: string; button: Button };

const TITLE = 400;
/** The tone in a form that doesn't need colours. */
const symbols = { neutral: "", good: "✅ ", warning: "⚠️ ", danger: "⛔ " } as const;
/** Long things first; words of our own only when nothing else is left. */
const moveFirst = new Set<Block["kind"]>(["quote", "code", "list"]);

/** Parts in order, `null` for a divider, and the files that hold what did not fit. Whatever moves, what can be pressed stays. */
export function fitText(card: Card, room: Room): { parts: Part[]; files: RenderedFile[] } {
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
  const parts = pieces.map(partOf).filter((part) => typeof part !== "string" || part.trim() !== "");
  if (title.trim() !== "") parts.unshift(title);
  return {
    parts: parts.some((part) => part !== null) ? parts : ["…"],
    files: pieces.flatMap(({ file }) => file ?? []),
  };
}

function partOf({ block, text }: Piece): Part {
  if (block.kind === "select") return { select: block.select };
  if (block.kind === "section") return { text: text?.trim() ? text : "…", button: block.button };
  return text;
}

function markdown(block: Block): string | null {
  return block.kind === "divider" || block.kind === "select" ? null : blockMarkdown(block);
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

function pointer(kind: Block["kind"], name: string, content: string): string {
  return `-# ${escape(words.inFile(kind, Array.from(content).length, name))}`;
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
  const controls = card.blocks.flatMap((block): Part[] => {
    if (block.kind === "select") return [{ select: block.select }];
    return block.kind === "section" ? [{ text: "…", button: block.button }] : [];
  });
  return { parts: [title, pointer("text", name, content), ...controls], files: [textFile(name, content)] };
}
