/** Neutral inline text and blocks as Discord markdown, and as plain text for attached files. */
import { moment } from "../../words/index.ts";
import type { Block, Inline } from "../platform.ts";
import { escape, reveal, revealLine } from "./inert.ts";

const SNOWFLAKE = /^\d{1,20}$/;

export function inlineMarkdown(inlines: Inline[]): string {
  return joinBold(inlines)
    .map((inline) => {
      if (typeof inline === "string") return escape(inline);
      if ("bold" in inline) return inline.bold === "" ? "" : `**${escape(inline.bold)}**`;
      if ("code" in inline) return inlineCode(inline.code);
      if ("said" in inline) return escape(inline.said.replaceAll("\r\n", "\n"));
      if ("link" in inline) return link(inline.link, inline.href);
      if ("person" in inline) return person(inline);
      return time(inline.time, inline.style);
    })
    .join("");
}

/** `**a****b**` would show stars: neighbours in bold become one. */
function joinBold(inlines: Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (typeof inline === "object" && "bold" in inline && typeof last === "object" && "bold" in last)
      joined[joined.length - 1] = { bold: last.bold + inline.bold };
    else joined.push(inline);
  }
  return joined;
}

/** Nothing is escaped inside code, so a backtick there is shown as its number instead. */
function inlineCode(text: string): string {
  const shown = revealLine(text).replaceAll("`", "\\u{60}");
  return shown.trim() === "" ? "` `" : `\`${shown}\``;
}

function link(label: string, href: string): string {
  const url = webAddress(href);
  if (url === null) return `${escape(label)} (${escape(href)})`;
  if (label === href || label === "") return `<${url}>`;
  return `[${escape(label)}](<${url}>)`;
}

/** The address in a form that can't end the markdown around it; null if it isn't http or https. */
export function webAddress(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return url.href.replace(/[()<>\\`]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function person(who: { person: string; platform: string; name: string }): string {
  if (who.platform === "discord" && SNOWFLAKE.test(who.person)) return `<@${who.person}>`;
  return `${escape(who.name)} (${who.platform === "telegram" ? "Telegram" : "Discord"})`;
}

function time(at: string, style: "relative" | "full"): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  return Number.isFinite(seconds) ? `<t:${seconds}:${style === "relative" ? "R" : "F"}>` : escape(at);
}

export function blockMarkdown(block: Exclude<Block, { kind: "divider" | "select" }>): string {
  switch (block.kind) {
    case "text":
    case "section":
      return inlineMarkdown(block.text);
    case "note":
      return eachLine(inlineMarkdown(block.text), "-# ");
    case "heading":
      return eachLine(inlineMarkdown(block.text), "### ");
    case "fields":
      return block.fields
        .map(({ name, value }) => `**${escape(name)}\\:** ${inlineMarkdown(value)}`)
        .join("\n");
    case "list":
      return block.items.map((item) => `- ${inlineMarkdown(item).replaceAll("\n", "\n  ")}`).join("\n");
    case "quote":
      return eachLine(escape(block.text.replaceAll("\r\n", "\n")), "> ", true);
    default:
      return `\`\`\`${block.language ?? ""}\n${fenced(block.text)}\n\`\`\``;
  }
}

/** Three backticks in a row would end the block: the third is shown as its number. */
function fenced(text: string): string {
  return reveal(text).replaceAll("```", "``\\u{60}");
}

function eachLine(text: string, prefix: string, evenEmpty = false): string {
  return text
    .split("\n")
    .map((line) => (line === "" && !evenEmpty ? "" : prefix + line))
    .join("\n");
}

/** The same without markup, hidden characters still shown: what a file holds when a card is too small. */
export function blockPlain(block: Block): string {
  switch (block.kind) {
    case "text":
    case "note":
    case "heading":
    case "section":
      return inlinePlain(block.text);
    case "select":
      return "";
    case "fields":
      return block.fields.map(({ name, value }) => `${reveal(name)}: ${inlinePlain(value)}`).join("\n");
    case "list":
      return block.items.map((item) => `- ${inlinePlain(item)}`).join("\n");
    case "quote":
    case "code":
      return reveal(block.text);
    default:
      return "――――";
  }
}

function inlinePlain(inlines: Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === "string") return reveal(inline);
      if ("bold" in inline) return reveal(inline.bold);
      if ("code" in inline) return reveal(inline.code);
      if ("said" in inline) return reveal(inline.said);
      if ("link" in inline) return `${reveal(inline.link)} (${reveal(inline.href)})`;
      if ("person" in inline) return `${reveal(inline.name)} (${inline.platform} ${reveal(inline.person)})`;
      const at = Date.parse(inline.time);
      return Number.isNaN(at) ? reveal(inline.time) : moment(at);
    })
    .join("");
}
