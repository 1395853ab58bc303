/** The text of a message: given entities or parse mode, what Telegram finds by itself, trimming, and the limit after parsing. */
import type { TelegramMessageEntity } from "@gramio/types";
import { refusals } from "./errors.ts";
import { parseHtml } from "./parse-html.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import type { Params } from "./read.ts";
import { isObject, readList, readText } from "./read.ts";

export interface Formatted {
  text: string;
  entities: TelegramMessageEntity[];
}

/** `entities` counts only when there is no `parse_mode`. */
export function readFormatted(params: Params, textName: string, entitiesName: string): Formatted {
  const raw = (readText(params, textName) ?? "").replaceAll("\r", "").replaceAll("\0", " ");
  const mode = (readText(params, "parse_mode") ?? "").toLowerCase();
  const parsed = parse(raw, mode, () => givenEntities(params, entitiesName, raw));
  return withFoundEntities(trimmed(parsed));
}

function parse(raw: string, mode: string, given: () => TelegramMessageEntity[]): Formatted {
  if (mode === "") return { text: raw, entities: given() };
  if (mode === "html") return parseHtml(raw);
  if (mode === "markdownv2" || mode === "markdown") return parseMarkdown(raw, mode === "markdownv2");
  throw refusals.unsupportedParseMode();
}

/** Stricter than Telegram, which silently drops an entity outside the text: for us that is always a wrong offset. */
function givenEntities(params: Params, name: string, text: string): TelegramMessageEntity[] {
  const list = readList(params, name) ?? [];
  return list.map((item) => {
    if (!isObject(item)) throw refusals.badEntities("expected an Object");
    const { type, offset, length } = item;
    if (typeof type !== "string") throw refusals.badEntities(`Field "type" must be of type String`);
    if (typeof offset !== "number") throw refusals.badEntities(`Field "offset" must be of type Number`);
    if (typeof length !== "number") throw refusals.badEntities(`Field "length" must be of type Number`);
    if (offset < 0 || length <= 0 || offset + length > text.length)
      throw refusals.badEntities(`${type} entity at ${offset}+${length} is outside the text`);
    return item as unknown as TelegramMessageEntity;
  });
}

function trimmed({ text, entities }: Formatted): Formatted {
  const start = text.length - text.trimStart().length;
  const kept = text.trim();
  const moved = entities.flatMap((entity) => {
    const from = Math.max(entity.offset - start, 0);
    const to = Math.min(entity.offset + entity.length - start, kept.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: kept, entities: moved };
}

const FOUND: [TelegramMessageEntity["type"], RegExp][] = [
  ["bot_command", /(?<![\w/@])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/g],
  ["url", /\b(?:https?|tg):\/\/[^\s<>"]*[^\s<>".,;:!?)]/g],
  ["email", /\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b/gi],
  ["mention", /(?<![\w@])@[A-Za-z]\w{3,31}\b/g],
  ["hashtag", /(?<![\w#])#[\p{L}_][\p{L}\p{N}_]*/gu],
];

/** Commands, links, mentions and hashtags are recognised in any text, though not inside code or a link. */
export function withFoundEntities({ text, entities }: Formatted): Formatted {
  const inert = new Set(["code", "pre", "text_link", "text_mention", "url"]);
  const all = [...entities];
  for (const [type, pattern] of FOUND)
    for (const match of text.matchAll(pattern)) {
      const found = { type, offset: match.index, length: match[0].length };
      const blocked = all.some((other) => overlap(other, found) && (inert.has(other.type) || isFound(other)));
      if (!blocked) all.push(found);
    }
  return { text, entities: all.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function isFound(entity: TelegramMessageEntity): boolean {
  return FOUND.some(([type]) => type === entity.type);
}

function overlap(a: TelegramMessageEntity, b: TelegramMessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
