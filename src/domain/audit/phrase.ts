/**
 * Sentences as data: an English template, which is also the key of its translations, and what stands in its gaps. Whoever shows
 * one turns it into words with `tell`; until then nobody's language is decided, and nothing is put together.
 */
import { isFlagName, labelOf, namesOf } from "../discord/flags.ts";
import { adminRight, rightLabel } from "../telegram/rights.ts";

/**
 * What a sentence becomes. `said` are somebody else's words (names of bots, roles, channels), shown inert; `code` is shown
 * exactly. The parts are a subset of what a card's inline text can hold.
 */
export type Part = string | { said: string } | { code: string };

/** One template for one thing, one for several: `n` among the values decides. */
export interface Counted {
  one: string;
  other: string;
}

/** `{name}` in the template stands for the value of that name. Plain data: it is stored and sent as JSON. */
export interface Phrase {
  say: string | Counted;
  with?: Record<string, Value>;
}

export type Value =
  | string
  | number
  | Phrase
  | { said: string }
  | { code: string }
  /** The name of a channel. */
  | { channel: string }
  /** A mask in decimal; `channel` for the words on a channel's own screen. */
  | { permissions: string; screen?: "channel" }
  /** Keys of Telegram's administrator rights. */
  | { rights: readonly string[] }
  /** With commas and a last "and"; `more` that are not named. */
  | { list: Value[]; more?: number }
  /** Begins a sentence: its first letter becomes a capital. */
  | { opening: Value };

/** As sentences were kept before they were data: in English already. */
export type Stored = string | Part[];

/** The template in the reader's language; itself where there is no translation. `n` decides between singular and plural. */
export type Translate = (template: string, n?: number) => string;

/** The first argument is always written out where it stands: that is how the list of everything to be translated is made. */
export function say(template: string, values?: Record<string, Value>): Phrase {
  return values === undefined ? { say: template } : { say: template, with: values };
}

/** For one thing, for several; `{n}` is how many. */
export function counted(n: number, one: string, other: string, values?: Record<string, Value>): Phrase {
  return { say: { one, other }, with: { n, ...values } };
}

/** Commas, and an "and" before the last; at most `most` of them, the rest counted. */
export function list(items: Value[], most = 5): Value {
  return items.length > most ? { list: items.slice(0, most), more: items.length - most } : { list: items };
}

/** Several sentences after one another. */
export function after(first: Phrase, second: Phrase): Phrase {
  return say("{first} {second}", { first, second });
}

const asWritten: Translate = (template) => template;

/** In the reader's words. */
export function tell(phrase: Phrase | Stored, translate: Translate = asWritten): Part[] {
  const parts: Part[] = [];
  if (typeof phrase === "string") parts.push(phrase);
  else if (Array.isArray(phrase)) parts.push(...phrase);
  else putPhrase(parts, phrase, translate);
  return parts;
}

/**
 * As plain text, for terminals, JSON and SARIF: in English, or in whatever language it was told already. Control and direction
 * characters in others' words are dropped.
 */
export function plain(phrase: Phrase | Stored): string {
  return tell(phrase)
    .map((part) => (typeof part === "string" ? part : "said" in part ? inert(part.said) : part.code))
    .join("");
}

/** The words between the items of a list. */
export const glue = { last: "{items} and {last}", more: "{n} more" } as const;

function putPhrase(parts: Part[], { say: template, with: values }: Phrase, translate: Translate): void {
  const n = values?.["n"];
  const chosen =
    typeof template === "string"
      ? translate(template)
      : translate(n === 1 ? template.one : template.other, Number(n));
  fill(parts, chosen, (name) => values?.[name], translate);
}

const gap = /\{(\w+)\}/;

/** Words and gaps take turns. Braces around something that has no value are words. */
function fill(
  parts: Part[],
  template: string,
  valueOf: (name: string) => Value | undefined,
  translate: Translate,
): void {
  template.split(gap).forEach((piece, index) => {
    if (index % 2 === 0) put(parts, piece);
    else putValue(parts, valueOf(piece) ?? `{${piece}}`, translate);
  });
}

function putValue(parts: Part[], value: Value, translate: Translate): void {
  if (typeof value !== "object") put(parts, String(value));
  else if ("say" in value) putPhrase(parts, value, translate);
  else if ("list" in value) putList(parts, value, translate);
  else if ("opening" in value) putOpening(parts, value.opening, translate);
  else if ("channel" in value) {
    put(parts, "#");
    put(parts, { said: value.channel });
  } else if ("permissions" in value) put(parts, labelsOf(value, translate));
  else if ("rights" in value) put(parts, rightsOf(value.rights, translate));
  else put(parts, value);
}

function putList(
  parts: Part[],
  { list: items, more = 0 }: { list: Value[]; more?: number },
  translate: Translate,
): void {
  const all: Value[] = more > 0 ? [...items, say(glue.more, { n: more })] : items;
  const [first, last] = [all.slice(0, -1), all.at(-1)];
  if (last === undefined) return;
  const before = (): void =>
    first.forEach((item, index) => {
      if (index > 0) put(parts, ", ");
      putValue(parts, item, translate);
    });
  if (first.length === 0) return putValue(parts, last, translate);
  translate(glue.last)
    .split(gap)
    .forEach((piece, index) => {
      if (index % 2 === 0) put(parts, piece);
      else if (piece === "items") before();
      else putValue(parts, last, translate);
    });
}

function putOpening(parts: Part[], value: Value, translate: Translate): void {
  const made: Part[] = [];
  putValue(made, value, translate);
  const [first, ...rest] = made;
  if (typeof first === "string") put(parts, first.charAt(0).toUpperCase() + first.slice(1));
  else if (first !== undefined) put(parts, first);
  for (const part of rest) put(parts, part);
}

function labelsOf(
  { permissions, screen }: { permissions: string; screen?: "channel" },
  translate: Translate,
): string {
  return namesOf(BigInt(permissions))
    .map((name) => (isFlagName(name) ? translate(labelOf(name, screen)) : numbered(name, translate)))
    .join(", ");
}

/** A right that this version does not know is called by its key, in every language. */
const rightsOf = (keys: readonly string[], translate: Translate): string =>
  keys.map((key) => (adminRight(key) === null ? key : translate(rightLabel(key)))).join(", ");

/** A bit that has no name yet. */
const numbered = (name: string, translate: Translate): string =>
  plain(tell(say("Permission bit {bit}", { bit: name.replace("BIT_", "") }), translate));

/** Words next to words are one part. */
function put(parts: Part[], part: Part): void {
  const before = parts.at(-1);
  if (typeof part === "string" && typeof before === "string") parts[parts.length - 1] = before + part;
  else if (part !== "") parts.push(part);
}

function inert(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");
}
