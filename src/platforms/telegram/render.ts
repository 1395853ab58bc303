/**
 * A neutral card as a Telegram message: text with explicit entities and no parse mode, a keyboard, and documents for
 * what does not fit. Nothing is ever cut: a block goes into a document whole, and a sentence in its place names it.
 */
import type { TelegramInlineKeyboardMarkup, TelegramMessageEntity } from "@gramio/types";
import { telegram as words } from "../../words/index.ts";
import type { Attachment, Block, Card } from "../platform.ts";
import { clean, inert } from "./inert.ts";
import { inline } from "./inline.ts";
import { keyboard } from "./keyboard.ts";
import type { Rich } from "./rich.ts";
import { essentials, join, marked, plain, styled, undecorated } from "./rich.ts";
import { isForeign } from "./selects.ts";

export interface Rendered {
  text: string;
  entities: TelegramMessageEntity[];
  keyboard: TelegramInlineKeyboardMarkup;
  documents: Attachment[];
}

export const limits = { text: 4096, entities: 100, alert: 200 } as const;

/** Telegram finds more entities by itself in our own words (commands, links); they count too. */
const entityBudget = limits.entities - 10;

export function render(card: Card): Rendered {
  const { body, documents } = fitted(card);
  const whole = undecorated(body, entityBudget);
  return {
    text: whole.text,
    entities: whole.entities,
    keyboard: keyboard(card),
    documents: [...documents, ...(card.attachments ?? [])],
  };
}

/** The card as a pop-up of at most 200 plain characters; null when it holds more than such a pop-up can. */
export function alertText(card: Card): string | null {
  if (card.buttons.length > 0 || card.attachments?.length) return null;
  const whole = new Set<Block["kind"]>(["code", "quote", "section", "select"]);
  if (card.blocks.some(({ kind }) => whole.has(kind))) return null;
  const text = join([title(card), ...card.blocks.map(block)], "\n").text;
  return text.length <= limits.alert ? text : null;
}

const symbols = { neutral: "", good: "✅ ", warning: "⚠️ ", danger: "⛔ " } as const;
const longestTitle = 512;

function title(card: Card): Rich {
  const shown = clean(card.title).trim() || "Countersign";
  return join([plain(symbols[card.tone]), styled(plain(shown), "bold")]);
}

function block(made: Block): Rich {
  switch (made.kind) {
    case "text":
    case "section":
      return inline(made.text);
    case "select":
      return plain(isForeign(made.select) ? words.onlyOnDiscord(clean(made.select.label)) : "");
    case "note":
      return styled(inline(made.text), "italic");
    case "heading":
      return styled(inline(made.text), "bold");
    case "fields":
      return join(
        made.fields.map(({ name, value }) =>
          join([styled(plain(`${clean(name)}: `), "bold"), inline(value)]),
        ),
        "\n",
      );
    case "list":
      return join(
        made.items.map((item) => join([plain("• "), inline(item)])),
        "\n",
      );
    // A block quotation would look nicer, but Telegram finds mentions and links in one; in `pre` it finds nothing.
    case "quote":
      return marked(inert(made.text) || words.empty, { type: "pre" });
    case "code":
      return marked(inert(made.text) || words.empty, {
        type: "pre",
        ...(made.language && { language: made.language }),
      });
    case "divider":
      break;
  }
  return plain("———");
}

interface Fitted {
  body: Rich;
  documents: Attachment[];
}

const movable = new Set<Block["kind"]>(["code", "quote", "list"]);

function fitted(card: Card): Fitted {
  const documents: Attachment[] = [];
  const attach = (text: string, extension: "txt" | "json"): Rich => {
    const name = `attached-${documents.length + 1}.${extension}`;
    documents.push({ name, mime: extension === "json" ? "application/json" : "text/plain", content: text });
    return join([plain(words.attached.before), marked(name, { type: "code" }), plain(words.attached.after)]);
  };

  const full = title(card);
  const head = full.text.length > longestTitle ? attach(full.text, "txt") : full;
  const parts = card.blocks
    .map((made) => ({ made, rich: block(made) }))
    .filter(({ rich }) => rich.text.trim() !== "");
  const whole = () => stack(head, parts);

  // The largest block that is somebody's words, exact bytes or a list leaves first, so that the sentences stay.
  while (!fits(whole())) {
    const largest = parts
      .filter(({ made, rich }) => movable.has(made.kind) && rich.text.length > 120)
      .toSorted((a, b) => b.rich.text.length - a.rich.text.length)
      .at(0);
    if (!largest) break;
    const json = largest.made.kind === "code" && largest.made.language === "json";
    largest.made = { kind: "text", text: [] };
    largest.rich = attach(largest.rich.text, json ? "json" : "txt");
  }
  if (fits(whole())) return { body: whole(), documents };

  // Many blocks: the first ones stay, as many as fit, and the rest moves together.
  let kept = parts.length - 1;
  const start = () => stack(head, parts.slice(0, kept));
  const reserve = { text: limits.text - 120, entities: entityBudget - 1 };
  while (kept > 0 && !fits(start(), reserve)) kept -= 1;
  const rest = join(
    parts.slice(kept).map(({ rich }) => rich),
    "\n\n",
  );
  return { body: join([start(), attach(rest.text, "txt")], "\n\n"), documents };
}

/** A blank line between blocks; none after a heading, which belongs to what follows. */
function stack(head: Rich, parts: { made: Block; rich: Rich }[]): Rich {
  return parts.reduce((above, { rich }, index) => {
    const close = parts[index - 1]?.made.kind === "heading";
    return join([above, rich], close ? "\n" : "\n\n");
  }, head);
}

function fits(
  rich: Rich,
  most: { text: number; entities: number } = { text: limits.text, entities: entityBudget },
) {
  return rich.text.length <= most.text && essentials(rich) <= most.entities;
}
