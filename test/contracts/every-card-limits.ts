/**
 * What the platforms take of a rendered message, written down from their documentation and apart from the renderers: Discord's
 * message components reference, Telegram's Bot API 10.3. Each answers with complaints; none is good.
 */
import { Buffer } from "node:buffer";
import type { Rendered as OnDiscord } from "../../src/platforms/discord/render.ts";
import type { Rendered as OnTelegram } from "../../src/platforms/telegram/render.ts";

interface Component {
  type: number;
  components?: Component[];
  accessory?: Component;
  content?: string;
  custom_id?: string;
  label?: string;
  url?: string;
  placeholder?: string;
  options?: { label: string; value: string; description?: string }[];
}
const inner = ({ components = [], accessory }: Component): Component[] =>
  accessory ? [...components, accessory] : components;
const everything = (one: Component): Component[] => [one, ...inner(one).flatMap(everything)];

const CONTAINER = 17;
const TEXT = 10;
const SECTION = 9;
const ROW = 1;
const BUTTON = 2;
const selects = new Set([3, 5, 6, 7, 8]);

export function discordFaults({ body, files }: OnDiscord): string[] {
  const all = (body.components as unknown as Component[]).flatMap(everything);
  const of = (type: number) => all.filter((one) => one.type === type);
  const texts = of(TEXT).map(({ content }) => content ?? "");
  const ids = all.flatMap(({ custom_id: id }) => id ?? []);
  const faults: [boolean, string][] = [
    [all.length > 40, `${all.length} components, of 40`],
    [texts.join("").length > 4000, `${texts.join("").length} characters, of 4,000`],
    [texts.some((text) => text.trim() === ""), "a text that is empty"],
    [texts.some((text) => !text.isWellFormed()), "half a character"],
    [new Set(ids).size !== ids.length, "a custom id twice"],
    [ids.some((id) => id.length < 1 || id.length > 100), "a custom id that is not 1–100 characters"],
    [of(CONTAINER).some((one) => inner(one).length === 0), "an empty container"],
    [of(SECTION).some((one) => (one.components ?? []).length > 3), "a section of more than 3 texts"],
    [of(ROW).some((one) => inner(one).length < 1 || inner(one).length > 5), "a row that has not 1–5 parts"],
    [
      of(ROW).some((one) => inner(one).length > 1 && inner(one).some(({ type }) => selects.has(type))),
      "a menu that is not alone in its row",
    ],
    [
      of(BUTTON).some(({ label }) => (label ?? "").length < 1 || (label ?? "").length > 80),
      "a button's label that is not 1–80 characters",
    ],
    [of(BUTTON).some(({ url }) => (url ?? "").length > 512), "a link of more than 512 characters"],
    [
      all.some(({ type, placeholder }) => selects.has(type) && (placeholder ?? "").length > 150),
      "a menu's placeholder of more than 150 characters",
    ],
    [
      of(3).some(({ options: list = [] }) => {
        return (
          list.length < 1 ||
          list.length > 25 ||
          new Set(list.map(({ value }) => value)).size !== list.length ||
          list.some(
            ({ label, value, description }) =>
              label.length < 1 ||
              label.length > 100 ||
              value.length > 100 ||
              (description?.length ?? 1) > 100,
          )
        );
      }),
      "a menu whose options are not 1–25 different ones of 1–100 characters",
    ],
    [files.length > 10, `${files.length} files, of 10`],
    [body.allowed_mentions.parse.length > 0, "mentions are parsed"],
    [
      files.some(({ name }) => !JSON.stringify(body.components).includes(`attachment://${name}`)),
      "a file that no component shows",
    ],
  ];
  return faults.flatMap(([wrong, what]) => (wrong ? [`Discord: ${what}`] : []));
}

export function telegramFaults({ text, entities, keyboard, documents }: OnTelegram): string[] {
  const buttons = keyboard.inline_keyboard.flat();
  const faults: [boolean, string][] = [
    [text.trim() === "", "no text"],
    [text.length > 4096, `${text.length} UTF-16 units, of 4,096`],
    [!text.isWellFormed(), "half a character"],
    [entities.length > 100, `${entities.length} entities, of 100`],
    [
      entities.some(({ offset, length }) => length < 1 || offset < 0 || offset + length > text.length),
      "an entity outside of the text",
    ],
    [buttons.length > 100, `${buttons.length} buttons, of 100`],
    [
      keyboard.inline_keyboard.some((row) => row.length < 1 || row.length > 8),
      "a row that has not 1–8 buttons",
    ],
    [buttons.some((one) => one.text.trim() === ""), "a button without a label"],
    [
      buttons.some(({ callback_data: data }) => data !== undefined && outside(Buffer.byteLength(data), 64)),
      "callback data that is not 1–64 bytes",
    ],
    [
      buttons.some((one) => ["callback_data", "url", "disabled"].filter((key) => key in one).length !== 1),
      "a button that does not do exactly one thing",
    ],
    [
      documents.some(({ name }) => name.length < 1 || name.length > 60),
      "a file's name that is not 1–60 characters",
    ],
  ];
  return faults.flatMap(([wrong, what]) => (wrong ? [`Telegram: ${what}`] : []));
}

const outside = (bytes: number, most: number) => bytes < 1 || bytes > most;
