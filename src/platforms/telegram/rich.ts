/** Text with entities, in UTF-16 code units as Telegram counts them; built by concatenation, so offsets can't drift. */
import type { TelegramMessageEntity } from "@gramio/types";

export interface Rich {
  text: string;
  entities: TelegramMessageEntity[];
}

type Mark = Omit<TelegramMessageEntity, "offset" | "length">;

export function plain(text: string): Rich {
  return { text, entities: [] };
}

/** The whole text under one entity. An entity of no length would be an error, so no text means no entity. */
export function marked(text: string, mark: Mark): Rich {
  return { text, entities: text === "" ? [] : [{ ...mark, offset: 0, length: text.length }] };
}

export function join(parts: Rich[], between = ""): Rich {
  let text = "";
  const entities: TelegramMessageEntity[] = [];
  parts.forEach((part, index) => {
    if (index > 0) text += between;
    for (const entity of part.entities) entities.push({ ...entity, offset: entity.offset + text.length });
    text += part.text;
  });
  return { text, entities };
}

/** Bold or italic over everything but code: Telegram allows no entity inside or around those two. */
export function styled(rich: Rich, type: "bold" | "italic"): Rich {
  const added: TelegramMessageEntity[] = [];
  let from = 0;
  const upTo = (end: number) => {
    if (rich.text.slice(from, end).trim() !== "") added.push({ type, offset: from, length: end - from });
  };
  for (const entity of rich.entities.filter(({ type }) => type === "code" || type === "pre")) {
    upTo(entity.offset);
    from = entity.offset + entity.length;
  }
  upTo(rich.text.length);
  return { text: rich.text, entities: [...added, ...rich.entities] };
}

const decoration = new Set(["bold", "italic"]);

/** How many entities must survive: those that make text inert or carry a meaning. */
export function essentials(rich: Rich): number {
  return rich.entities.filter(({ type }) => !decoration.has(type)).length;
}

/** Telegram ignores entities past the hundredth, which would bring agents' words to life; decorations go first. */
export function undecorated(rich: Rich, most: number): Rich {
  if (rich.entities.length <= most) return rich;
  return { text: rich.text, entities: rich.entities.filter(({ type }) => !decoration.has(type)) };
}
