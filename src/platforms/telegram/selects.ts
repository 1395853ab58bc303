/**
 * Selects as inline keyboards. A lone list is open; of several each is one button that opens it, because a keyboard has no
 * headings. What a button carries: `press=value` chooses, `press=+value` and `press=~value` put one more in or take one out,
 * `press=>2` shows the third page (and opens), `press=>x` closes. No press id holds a `=`, and no value
 * a `+`, `~` or `>`; ids of groups begin with `-`.
 */
import type { TelegramInlineKeyboardButton } from "@gramio/types";
import { PlatformError } from "../platform.ts";
import type { Button, Card, Option, Select } from "../platform.ts";
import { inertLine } from "./inert.ts";

type OptionSelect = Extract<Select, { of: "options" }>;
type Row = TelegramInlineKeyboardButton[];

const perPage = 8;
/** Labels side by side are cut off on a phone beyond this. */
const rowWidth = 28;
const mark = "✓ ";

/** Telegram has no such picker: whoever makes the card offers a list instead. */
export function isForeign({ of }: Select): boolean {
  return of === "role" || of === "channel";
}

/** What stands between the text and the card's own buttons, in the order of the text. */
export function blockRows({ blocks }: Pick<Card, "blocks">, button: (made: Button) => Row[0]): Row[] {
  const lists = blocks.filter((block) => block.kind === "select" && block.select.of === "options");
  return blocks.flatMap((block) => {
    if (block.kind === "section") return [[button(block.button)]];
    if (block.kind !== "select" || block.select.of !== "options") return [];
    const alone = lists.length === 1;
    return alone || block.select.page !== undefined ? opened(block.select, alone) : [[folded(block.select)]];
  });
}

function folded(select: OptionSelect): Row[0] {
  const names = select.options.filter(({ value }) => select.chosen.includes(value)).map(({ label }) => label);
  const shown = names.length > 0 ? `${select.label}: ${names.join(", ")}` : select.label;
  return { text: line(`${shown} ▾`), callback_data: data(select.press, ">0") };
}

function opened(select: OptionSelect, alone: boolean): Row[] {
  const pages = Math.max(1, Math.ceil(select.options.length / perPage));
  const page = Math.min(Math.max(select.page ?? 0, 0), pages - 1);
  const several = (select.most ?? 1) > 1;
  if (several && pages > 1)
    throw new PlatformError("refused", `Of “${select.label}” only one of so many can be chosen on Telegram.`);
  const shown = select.options.slice(page * perPage, (page + 1) * perPage);
  const rows = inRows(shown.map((option) => choice(select, option, several)));
  const heading: Row = [
    alone
      ? { text: line(select.label), disabled: {} }
      : { text: line(`${select.label} ▴`), callback_data: data(select.press, ">x") },
  ];
  if (pages <= 1) return [heading, ...rows];
  return [
    heading,
    ...rows,
    [
      page > 0
        ? { text: "◀", callback_data: data(select.press, `>${page - 1}`) }
        : { text: "·", disabled: {} },
      { text: `${page + 1}/${pages}`, disabled: {} },
      page < pages - 1
        ? { text: "▶", callback_data: data(select.press, `>${page + 1}`) }
        : { text: "·", disabled: {} },
    ],
  ];
}

function choice(select: OptionSelect, { value, label }: Option, several: boolean): Row[0] {
  const chosen = select.chosen.includes(value);
  const how = several ? (chosen ? "~" : "+") : "";
  return {
    text: line(chosen ? `${mark}${label}` : label),
    ...(chosen && { style: "success" as const }),
    callback_data: data(select.press, `${how}${value}`),
  };
}

function data(press: string, what: string): string {
  const carried = `${press}=${what}`;
  const bytes = Buffer.byteLength(carried);
  if (bytes > 64) throw new PlatformError("refused", `A choice carries ${bytes} bytes; Telegram takes 1–64.`);
  return carried;
}

/** As many beside each other as can be read. */
function inRows(buttons: Row): Row[] {
  const rows: Row[] = [];
  for (const button of buttons) {
    const last = rows.at(-1);
    const widest = Math.max(button.text.length, ...(last ?? []).map(({ text }) => text.length));
    if (last && last.length < 3 && widest * (last.length + 1) <= rowWidth) last.push(button);
    else rows.push([button]);
  }
  return rows;
}

function line(text: string): string {
  return inertLine(text).trim() || "·";
}

/** Neither values nor page: an open list that somebody closes. */
export interface Chosen {
  press: string;
  values?: string[];
  page?: number;
}

/**
 * What a press on a select says; null for an ordinary button. `keyboard` is the message's own, as Telegram shows it: it knows
 * what was chosen before.
 */
export function chosenBy(
  carried: string,
  keyboard: { callback_data?: string | undefined }[][],
): Chosen | null {
  const at = carried.indexOf("=");
  if (at < 1) return null;
  const press = carried.slice(0, at);
  const what = carried.slice(at + 1);
  if (what === ">x") return { press };
  const page = /^>(\d{1,4})$/.exec(what);
  if (page) return { press, page: Number(page[1]) };
  if (!/^[+~]/.test(what)) return { press, values: [what] };
  const before = keyboard
    .flat()
    .flatMap(({ callback_data: of = "" }) =>
      of.startsWith(`${press}=~`) ? [of.slice(press.length + 2)] : [],
    );
  const one = what.slice(1);
  return { press, values: what.startsWith("+") ? [...before, one] : before.filter((value) => value !== one) };
}
