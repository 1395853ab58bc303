/**
 * Where Countersign may not attach files (its own install does not ask for that right), what belongs in a file is written
 * out in messages above the card. Nothing gets lost, and nobody has to grant more.
 */
import { createHash } from "node:crypto";
import { ComponentType, MessageFlags } from "discord-api-types/v10";
import { discord as words } from "../../words/index.ts";
import { type Card, PlatformError } from "../platform.ts";
import { escape } from "./inert.ts";
import { limits, type Rendered, render } from "./render.ts";

type Body = Rendered["body"];

/** Where the messages are that hold what belongs in a file: all above the card, some below it, or not all there. */
export type Written = "above" | "around" | "left out";

export interface WrittenOut {
  /** What belongs in files, one by one: the messages that hold it, in order. `digest` is equal for equal words. */
  texts: { digest: string; pages: Body[] }[];
  /** The card itself, without files. */
  card(written: Written): Body;
}

const MOST_PAGES = 10;
const SPARE = 200;
/** For the heading and the fence. */
const PAGE = limits.text - 300;

/** Throws `unreachable` when even that would be too much. */
export function writeOut(card: Card): WrittenOut {
  const { body, files } = render(card, SPARE);
  const texts = files.filter(({ readable }) => readable !== null);
  const written = texts.map(({ name, readable }) => {
    const parts = split(readable ?? "");
    return {
      digest: createHash("sha256")
        .update(readable ?? "")
        .digest("base64url"),
      pages: parts.map((part, n) => page(words.part(name, n + 1, parts.length), part)),
    };
  });
  if (written.flatMap(({ pages }) => pages).length > MOST_PAGES)
    throw new PlatformError(
      "unreachable",
      "This card is too long to be written out: Countersign needs the right to attach files in that channel.",
    );
  return {
    texts: written,
    card: (where) =>
      withoutFiles(
        body,
        note(texts.length > 0 && where !== "left out" ? where : null, texts.length < files.length),
      ),
  };
}

function note(where: "above" | "around" | null, extras: boolean): string {
  return `-# ${escape(words.noFiles(where, extras))}`;
}

function withoutFiles(body: Body, note: string): Body {
  const components = body.components.map((top) =>
    top.type === ComponentType.Container
      ? {
          ...top,
          components: top.components.flatMap((each, at, all) => {
            if (each.type === ComponentType.File || each.type === ComponentType.MediaGallery) return [];
            const last = all.findLastIndex(({ type }) => type === ComponentType.TextDisplay);
            return at === last ? [each, { type: ComponentType.TextDisplay as const, content: note }] : [each];
          }),
        }
      : top,
  );
  return { ...body, components, attachments: [] };
}

function page(heading: string, part: string): Body {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.TextDisplay, content: `-# ${escape(heading)}\n${fence(part)}` }],
    allowed_mentions: { parse: [] },
    attachments: [],
  };
}

function fence(text: string): string {
  return `\`\`\`\n${text.replaceAll("```", "``\\u{60}")}\n\`\`\``;
}

/** At line ends or spaces where there are some, never inside a character. */
function split(text: string): string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== "";) {
    let size = Math.min(rest.length, PAGE);
    while (fence(rest.slice(0, size)).length > PAGE + 8) size = Math.floor(size / 2);
    if (size < rest.length) {
      const at = Math.max(rest.lastIndexOf("\n", size - 1), rest.lastIndexOf(" ", size - 1)) + 1;
      if (at > size / 2) size = at;
      else if (/[\uD800-\uDBFF]/.test(rest.charAt(size - 1))) size -= 1;
    }
    parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return parts;
}
