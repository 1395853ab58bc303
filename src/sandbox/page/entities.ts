/** Telegram's text and entities as the same runs that the page draws for Discord. */
import type { TelegramMessageEntity } from "@gramio/types";
import type { Span, TextBlock } from "../plain-markdown.ts";

const BLOCKS: Partial<Record<TelegramMessageEntity["type"], TextBlock["kind"]>> = {
  pre: "code",
  blockquote: "quote",
  expandable_blockquote: "quote",
};

/** Offsets count UTF-16 units, as JavaScript's strings do. */
export function entityBlocks(text: string, entities: readonly TelegramMessageEntity[]): TextBlock[] {
  const apart = entities
    .filter(({ type }) => BLOCKS[type])
    .toSorted((one, other) => one.offset - other.offset);
  const blocks: TextBlock[] = [];
  let at = 0;
  const upTo = (end: number) => {
    const { from, to } = trimmed(text, at, end);
    if (to > from) blocks.push({ kind: "paragraph", spans: runs(text, from, to, entities) });
    at = end;
  };
  for (const { type, offset, length } of apart) {
    if (offset < at) continue;
    upTo(offset);
    blocks.push({ kind: BLOCKS[type] ?? "paragraph", spans: runs(text, offset, offset + length, entities) });
    at = offset + length;
  }
  upTo(text.length);
  return blocks;
}

/** A line break next to a block is the block's own. */
function trimmed(text: string, from: number, to: number): { from: number; to: number } {
  let [start, end] = [from, to];
  while (start < end && text.charAt(start) === "\n") start += 1;
  while (end > start && text.charAt(end - 1) === "\n") end -= 1;
  return { from: start, to: end };
}

function runs(text: string, from: number, to: number, entities: readonly TelegramMessageEntity[]): Span[] {
  const edges = entities.flatMap(({ offset, length }) => [offset, offset + length]);
  const inside = edges.filter((edge) => edge > from && edge < to);
  const cuts = [...new Set([from, ...inside, to])].toSorted((one, other) => one - other);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? to;
    const over = entities.filter(({ offset, length }) => offset <= start && offset + length >= end);
    return over.reduce<Span>((span, entity) => look(span, entity), { text: text.slice(start, end) });
  });
}

function look(span: Span, entity: TelegramMessageEntity): Span {
  switch (entity.type) {
    case "bold":
      return { ...span, bold: true };
    case "italic":
      return { ...span, italic: true };
    case "underline":
      return { ...span, underline: true };
    case "strikethrough":
      return { ...span, strike: true };
    case "spoiler":
      return { ...span, spoiler: true };
    case "code":
      return { ...span, code: true };
    case "url":
      return { ...span, href: /^\w+:\/\//.test(span.text) ? span.text : `https://${span.text}` };
    case "text_link":
      return { ...span, href: entity.url ?? "" };
    case "mention":
    case "text_mention":
      return { ...span, mention: { of: "user", id: String(entity.user?.id ?? "") } };
    case "date_time":
      return "unix_time" in entity ? { ...span, time: { at: entity.unix_time, style: "f" } } : span;
    default:
      return span;
  }
}
