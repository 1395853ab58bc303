/** A card's buttons as an inline keyboard. */
import type { TelegramInlineKeyboardButton, TelegramInlineKeyboardMarkup } from "@gramio/types";
import { PlatformError } from "../platform.ts";
import type { Button, Card } from "../platform.ts";
import { inertLine } from "./inert.ts";
import { isLink } from "./inline.ts";
import { blockRows } from "./selects.ts";

const perRow = 8;
const inAll = 100;
const pressBytes = 64;

/** Always a markup, because leaving it out of an edit is how Telegram is told to keep no buttons at all. */
export function keyboard(card: Pick<Card, "blocks" | "buttons">): TelegramInlineKeyboardMarkup {
  const own = card.buttons.flatMap((row) => {
    const made = row.map(button);
    return Array.from({ length: Math.ceil(made.length / perRow) }, (_, index) =>
      made.slice(index * perRow, (index + 1) * perRow),
    );
  });
  const buttons = [...blockRows(card, button), ...own];
  if (buttons.flat().length > inAll)
    throw new PlatformError("refused", `A Telegram message can hold ${inAll} buttons; this card has more.`);
  return { inline_keyboard: buttons };
}

function button(made: Button): TelegramInlineKeyboardButton {
  const text = inertLine(made.label).trim() || "·";
  if ("href" in made) {
    if (!isLink(made.href)) throw new PlatformError("refused", `The button “${text}” has no usable link.`);
    return { text, url: made.href };
  }
  const style = made.style === "secondary" ? {} : { style: made.style };
  // Exactly one action a button, so a disabled one carries no data.
  if (made.disabled) return { text, ...style, disabled: {} };
  const bytes = Buffer.byteLength(made.press);
  if (bytes < 1 || bytes > pressBytes)
    throw new PlatformError("refused", `The button “${text}” carries ${bytes} bytes; Telegram takes 1–64.`);
  return { text, ...style, callback_data: made.press };
}
