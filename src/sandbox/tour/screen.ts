/** Draws what a person sees as a box of text for the terminal. */
import type { RenderedMessage } from "../discord/people/render.ts";
import { plainText } from "../plain-markdown.ts";
import type { SeenMessage } from "../telegram/control/see.ts";

export interface Screen {
  from: string;
  text: string;
  /** Labels; links show where they lead. */
  buttons: string[];
  onlyYou: boolean;
  edited: boolean;
  files: { name: string; text: string }[];
}

export function discordScreen(message: RenderedMessage): Screen {
  return {
    from: message.author.name,
    text: plainText(message.text),
    buttons: message.buttons.map(({ label, url }) => (url ? `${label} → ${url}` : label)),
    onlyYou: message.ephemeral,
    edited: message.edited,
    files: message.attachments.map(({ name, content }) => ({ name, text: content })),
  };
}

export function telegramScreen(message: SeenMessage): Screen {
  return {
    from: message.from,
    text: message.text,
    buttons: message.keyboard
      .flat()
      .map((button) => (button.url ? `${button.text} → ${button.url}` : button.text)),
    onlyYou: message.ephemeral,
    edited: message.edited,
    files: message.file
      ? [{ name: message.file.name, text: Buffer.from(message.file.content).toString() }]
      : [],
  };
}

const WIDTH = 96;

/** `heading` says who looks where; long files show their first lines. */
export function draw(heading: string, screen: Screen): string {
  const marks = [screen.edited ? "edited" : "", screen.onlyYou ? "only you can see this" : ""].filter(
    Boolean,
  );
  const lines = [
    `${screen.from}${marks.length > 0 ? ` · ${marks.join(" · ")}` : ""}`,
    "",
    ...screen.text.split("\n"),
    ...screen.files.flatMap(({ name, text }) => ["", `[file] ${name}, ${text.length} characters`]),
    ...(screen.buttons.length > 0 ? ["", screen.buttons.map((label) => `[ ${label} ]`).join("  ")] : []),
  ].flatMap((line) => wrap(line, WIDTH - 4));
  const top = `┌─ ${heading} ${"─".repeat(Math.max(0, WIDTH - 5 - heading.length))}┐`;
  const body = lines.map((line) => `│ ${line}${" ".repeat(Math.max(0, WIDTH - 4 - line.length))} │`);
  return [top, ...body, `└${"─".repeat(WIDTH - 2)}┘`].join("\n");
}

function wrap(line: string, width: number): string[] {
  const rows: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const at = space > width / 2 ? space : width;
    rows.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...rows, rest];
}
