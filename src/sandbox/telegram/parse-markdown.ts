/** `parse_mode: MarkdownV2` (and the older Markdown, which has no nesting and no escapes needed). Offsets are UTF-16 units. */
import type { TelegramMessageEntity } from "@gramio/types";
import { refusals } from "./errors.ts";
import type { Formatted } from "./text.ts";

const RESERVED = "_*[]()~`>#+-=|{}.!";
const MARKS: [string, TelegramMessageEntity["type"]][] = [
  ["||", "spoiler"],
  ["__", "underline"],
  ["*", "bold"],
  ["_", "italic"],
  ["~", "strikethrough"],
];
const OLD_MARKS: [string, TelegramMessageEntity["type"]][] = [
  ["*", "bold"],
  ["_", "italic"],
];

export function parseMarkdown(raw: string, second: boolean): Formatted {
  const marks = second ? MARKS : OLD_MARKS;
  let text = "";
  let at = 0;
  const entities: TelegramMessageEntity[] = [];
  const open: { mark: string; type: TelegramMessageEntity["type"]; start: number; at: number }[] = [];
  const close = (type: TelegramMessageEntity["type"], start: number, more = {}) => {
    if (text.length > start) entities.push({ type, offset: start, length: text.length - start, ...more });
  };
  while (at < raw.length) {
    const character = raw[at] ?? "";
    const rest = raw.slice(at);
    if (character === "\\" && RESERVED.includes(raw[at + 1] ?? " ")) {
      text += raw[at + 1];
      at += 2;
      continue;
    }
    const code = /^(```|`)([\s\S]*?)(?<!\\)\1/.exec(rest);
    if (code) {
      const start = text.length;
      text += (code[2] ?? "").replaceAll(/\\([`\\])/g, "$1");
      close(code[1] === "`" ? "code" : "pre", start);
      at += code[0].length;
      continue;
    }
    const link = /^\]\(((?:\\.|[^)\\])*)\)/.exec(rest);
    if (link && open.at(-1)?.mark === "[") {
      const opened = open.pop();
      close("text_link", opened?.start ?? 0, { url: (link[1] ?? "").replaceAll(/\\([)\\])/g, "$1") });
      at += link[0].length;
      continue;
    }
    if (character === "[") {
      open.push({ mark: "[", type: "text_link", start: text.length, at });
      at += 1;
      continue;
    }
    const mark = marks.find(([mark]) => rest.startsWith(mark));
    if (mark) {
      const opened = open.at(-1);
      if (opened?.mark === mark[0]) {
        open.pop();
        close(opened.type, opened.start);
      } else open.push({ mark: mark[0], type: mark[1], start: text.length, at });
      at += mark[0].length;
      continue;
    }
    if (second && RESERVED.includes(character) && !(character === ">" && startsLine(raw, at)))
      throw refusals.badEntities(
        `Character '${character}' is reserved and must be escaped with the preceding '\\'`,
      );
    text += character;
    at += 1;
  }
  const left = open.pop();
  if (left) throw refusals.badEntities(`Can't find end of the entity starting at byte offset ${left.at}`);
  return { text, entities };
}

function startsLine(raw: string, at: number): boolean {
  return at === 0 || raw[at - 1] === "\n";
}
