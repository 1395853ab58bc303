/** A neutral card as a Discord Components V2 message. Discord's limits live here and nowhere else. */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type APIComponentInContainer,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  TextInputStyle,
} from "discord-api-types/v10";
import { type Button, type Card, type Form, PlatformError } from "../platform.ts";
import { reveal, revealLine, shorten } from "./inert.ts";
import { selectRows, sizeOfSelect } from "./controls.ts";
import { fitText, type Part } from "./fit.ts";
import { webAddress } from "./markdown.ts";

export const limits = {
  /** Components of a message, nested ones included. */
  components: 40,
  /** UTF-16 units of all text displays together (whether Discord sums is undocumented, so we do). */
  text: 4000,
  buttons: 25,
  rowButtons: 5,
  label: 80,
  href: 512,
  files: 10,
  /** Bytes of all files together, on a server without boosts. */
  fileBytes: 10 * 1024 * 1024,
  modalTitle: 45,
  modalLabel: 45,
  modalText: 4000,
  commandText: 100,
} as const;

export interface RenderedFile {
  name: string;
  contentType: string;
  data: Uint8Array;
  /** The same as text, to be written out where files may not be attached; null for pictures and what can be left out. */
  readable: string | null;
}

/** A message body for create, edit and follow-up alike; `attachments` name the files sent with it and drop all others. */
export interface Rendered {
  body: {
    flags: number;
    components: APIMessageTopLevelComponent[];
    /** On edits too: without it Discord parses mentions again. */
    allowed_mentions: { parse: [] };
    attachments: { id: string; filename: string }[];
  };
  files: RenderedFile[];
}

const accents = { neutral: 0x5865f2, good: 0x2e8b57, warning: 0xe0a100, danger: 0xc0392b } as const;
const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

/**
 * Pure. Throws a `refused` PlatformError for a card that no Discord message can hold.
 * `spare` UTF-16 units of text are left free for a sentence that is added later.
 */
export function render(given: Card, spare = 0): Rendered {
  const card = withRoomForSections(given);
  const rows = buttonRows(card.buttons);
  checkPresses(card);
  const attached = uniqueNames(card.attachments ?? []);
  // The container and one text display are always there; each file is shown by a component of its own.
  const room = limits.components - 2 - rows.length - rows.flat().length - sizeOfControls(card);
  if (room < 0)
    throw new PlatformError("refused", "This card has more to press than a Discord message holds.");
  const fileRoom = Math.min(limits.files, room);
  const { parts, files: overflow } = fitText(card, {
    text: limits.text - spare,
    files: fileRoom - attached.length,
    taken: attached.map((file) => file.name),
  });
  const files = [...overflow, ...attached];
  checkFiles(files, fileRoom);
  const body = textComponents(parts, room - files.length);
  body.push(...files.map((file) => showFile(file)));
  for (const row of rows) body.push({ type: ComponentType.ActionRow, components: row });
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.Container, accent_color: accents[card.tone], components: body }],
      allowed_mentions: { parse: [] },
      attachments: files.map(({ name }, at) => ({ id: String(at), filename: name })),
    },
    files,
  };
}

/** Each with the text display that may follow it. */
function sizeOfControls({ blocks }: Card): number {
  return blocks.reduce((sum, block) => {
    if (block.kind === "section") return sum + 4;
    return block.kind === "select" ? sum + sizeOfSelect(block.select) + 1 : sum;
  }, 0);
}

/** Where so many sections don't fit, their buttons follow below the text, five in a row. */
function withRoomForSections(card: Card): Card {
  const rows = card.buttons.length + card.buttons.flat().length;
  if (2 + rows + sizeOfControls(card) <= limits.components - 2) return card;
  const beside = card.blocks.flatMap((block) => (block.kind === "section" ? [block.button] : []));
  return {
    ...card,
    blocks: card.blocks.map((block) =>
      block.kind === "section" ? { kind: "text" as const, text: block.text } : block,
    ),
    buttons: [...chunks(beside, limits.rowButtons), ...card.buttons],
  };
}

/** Discord refuses a message in which two things to press can't be told apart. */
function checkPresses({ blocks, buttons }: Card): void {
  const beside = blocks.flatMap((block) => (block.kind === "section" ? [block.button] : []));
  const presses = [
    ...[...buttons.flat(), ...beside].flatMap((one) => ("press" in one ? [one.press] : [])),
    ...blocks.flatMap((block) => (block.kind === "select" ? [block.select.press] : [])),
  ];
  if (new Set(presses).size !== presses.length)
    throw new PlatformError("refused", "Two buttons of a Discord card may not have the same press id.");
}

/** `null` parts are dividers. Each costs itself and a further text display; where there is no room left they are dropped. */
function textComponents(parts: Part[], room: number): APIComponentInContainer[] {
  let dividers = Math.floor(room / 2);
  const components: APIComponentInContainer[] = [];
  let text: string[] = [];
  const flush = () => {
    if (text.length > 0) components.push({ type: ComponentType.TextDisplay, content: text.join("\n") });
    text = [];
  };
  for (const part of parts) {
    if (typeof part === "string") text.push(part);
    else if (part !== null) {
      flush();
      if ("select" in part) components.push(...selectRows(part.select));
      else
        components.push({
          type: ComponentType.Section,
          components: [{ type: ComponentType.TextDisplay, content: part.text }],
          accessory: button(part.button),
        });
    } else if (dividers > 0) {
      dividers -= 1;
      flush();
      components.push({ type: ComponentType.Separator, divider: true });
    }
  }
  flush();
  return components;
}

function buttonRows(rows: Button[][]): APIButtonComponent[][] {
  const all = rows.flat();
  if (all.length > limits.buttons)
    throw new PlatformError(
      "refused",
      `A Discord card holds at most ${limits.buttons} buttons, not ${all.length}.`,
    );
  const narrow = rows.flatMap((row) => chunks(row, limits.rowButtons));
  // Many short rows would need more components than a message holds: then they are filled up.
  const packed =
    narrow.length + all.length > limits.components - 12 ? chunks(all, limits.rowButtons) : narrow;
  return packed.map((row) => row.map(button));
}

function button(from: Button): APIButtonComponent {
  const label = shorten(revealLine(from.label), limits.label) || "…";
  if ("press" in from)
    return {
      type: ComponentType.Button,
      style: styles[from.style],
      custom_id: from.press,
      label,
      disabled: from.disabled ?? false,
    };
  const url = webAddress(from.href);
  if (url === null || url.length > limits.href)
    throw new PlatformError(
      "refused",
      `A Discord link button needs a web address of at most ${limits.href} characters.`,
    );
  return { type: ComponentType.Button, style: ButtonStyle.Link, url, label };
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}

/** Files of a Components V2 message show only where a component names them. */
function showFile(file: RenderedFile): APIComponentInContainer {
  const media = { url: `attachment://${file.name}` };
  return file.contentType.startsWith("image/")
    ? { type: ComponentType.MediaGallery, items: [{ media }] }
    : { type: ComponentType.File, file: media };
}

function uniqueNames(attachments: NonNullable<Card["attachments"]>): RenderedFile[] {
  const names = new Set<string>();
  return attachments.map(({ name, mime, content, spare }) => {
    // Discord rewrites other characters on upload, and `attachment://` must name the file exactly.
    const safe =
      name
        .replace(/[^A-Za-z0-9._-]/g, "_")
        .replace(/^[._]+/, "")
        .slice(-80) || "file";
    let unique = safe;
    for (let n = 2; names.has(unique); n += 1) unique = `${n}-${safe}`;
    names.add(unique);
    const data = typeof content === "string" ? Buffer.from(content) : content;
    const isText = /^(?:text\/|application\/json)/.test(mime);
    return {
      name: unique,
      contentType: mime,
      data,
      readable: isText && !spare ? reveal(Buffer.from(data).toString()) : null,
    };
  });
}

function checkFiles(files: RenderedFile[], most: number): void {
  if (files.length > most)
    throw new PlatformError(
      "refused",
      `This Discord message has room for ${most} files, not ${files.length}.`,
    );
  const bytes = files.reduce((sum, file) => sum + file.data.byteLength, 0);
  if (bytes > limits.fileBytes)
    throw new PlatformError(
      "refused",
      `The files of a Discord message may have 10 MiB together, not ${bytes} bytes.`,
    );
}

/** The modal that a press opens; its custom_id is the press, so that the submission says what it is about. */
export function renderForm(press: string, form: Form): APIModalInteractionResponseCallbackData {
  const { field } = form;
  return {
    custom_id: press,
    title: shorten(revealLine(form.title()), limits.modalTitle),
    components: [
      {
        type: ComponentType.Label,
        label: shorten(revealLine(field.label()), limits.modalLabel),
        component: {
          type: ComponentType.TextInput,
          custom_id: field.id,
          style: TextInputStyle.Paragraph,
          required: field.required,
          max_length: Math.min(field.max, limits.modalText),
        },
      },
    ],
  };
}
