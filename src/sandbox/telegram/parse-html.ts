/** `parse_mode: HTML`. Unknown tags, wrong nesting and stray `<` are refused, as by Telegram. Offsets are UTF-16 units. */
import type { TelegramMessageEntity } from "@gramio/types";
import { refusals } from "./errors.ts";
import type { Formatted } from "./text.ts";

const TAGS: Record<string, TelegramMessageEntity["type"]> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  span: "spoiler",
  a: "text_link",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};
const NAMED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const TOKEN = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[^<>]*)?)>|&(#x?[0-9a-f]+|[a-z]+);|[\s\S]/giy;

export function parseHtml(raw: string): Formatted {
  let text = "";
  const entities: TelegramMessageEntity[] = [];
  const open: { tag: string; attributes: string; start: number }[] = [];
  for (const match of raw.matchAll(TOKEN)) {
    const [whole, closing, name, attributes = "", reference] = match;
    const tag = name?.toLowerCase();
    if (reference) text += decode(reference) ?? whole;
    else if (!tag) text += literal(whole, match.index);
    else if (closing) {
      const opened = open.pop();
      if (opened?.tag !== tag)
        throw refusals.badEntities(
          opened
            ? `Unmatched end tag at byte offset ${match.index}, expected "</${opened.tag}>", found "</${tag}>"`
            : `Unexpected end tag at byte offset ${match.index}`,
        );
      const entity = entityOf(opened, text);
      if (entity) entities.push(entity);
    } else if (TAGS[tag]) open.push({ tag, attributes, start: text.length });
    else throw refusals.badEntities(`Unsupported start tag "${tag}" at byte offset ${match.index}`);
  }
  const left = open.pop();
  if (left) throw refusals.badEntities(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities };
}

function literal(character: string, at: number): string {
  if (character === "<") throw refusals.badEntities(`Unsupported start tag "" at byte offset ${at}`);
  return character;
}

function decode(reference: string): string | undefined {
  if (!reference.startsWith("#")) return NAMED[reference.toLowerCase()];
  const hex = reference[1]?.toLowerCase() === "x";
  const point = Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

function entityOf(
  opened: { tag: string; attributes: string; start: number },
  text: string,
): TelegramMessageEntity | null {
  const length = text.length - opened.start;
  const type = TAGS[opened.tag];
  if (length === 0 || !type) return null;
  const where = { offset: opened.start, length };
  if (type === "blockquote" && /\bexpandable\b/.test(opened.attributes))
    return { type: "expandable_blockquote", ...where };
  if (type !== "text_link") return { type, ...where };
  const href = /href\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(opened.attributes);
  const url = href?.[1] ?? href?.[2] ?? href?.[3];
  return url && /^(https?|tg):\/\//i.test(url) ? { type, ...where, url } : null;
}
