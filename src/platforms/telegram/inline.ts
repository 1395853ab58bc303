/** Inline text of a card as Telegram text with entities. */
import { moment } from "../../words/index.ts";
import type { Inline } from "../platform.ts";
import { clean, inert, inertLine, mayLink } from "./inert.ts";
import type { Rich } from "./rich.ts";
import { join, marked, plain, styled } from "./rich.ts";

export function inline(parts: Inline[]): Rich {
  return join(parts.map(one));
}

function one(part: Inline): Rich {
  if (typeof part === "string") return plain(clean(part));
  if ("bold" in part) return styled(plain(clean(part.bold)), "bold");
  if ("code" in part) return code(part.code);
  if ("said" in part) return code(part.said);
  if ("link" in part) return link(part.link, part.href);
  if ("person" in part) return person(part);
  return time(part.time, part.style);
}

function code(text: string): Rich {
  return marked(inert(text), { type: "code" });
}

function link(label: string, href: string): Rich {
  const words = clean(label);
  if (isLink(href)) return marked(words === "" ? href : words, { type: "text_link", url: href });
  return join([plain(words), plain(" "), code(href)]);
}

export function isLink(href: string): boolean {
  return URL.canParse(href) && ["https:", "http:", "tg:"].includes(new URL(href).protocol);
}

/**
 * A mention that works without a username. Telegram drops it silently for people it thinks we never met, which would
 * leave the bare name, and people choose their names: one that could become a link is shown as code instead.
 */
function person({ person: id, platform, name }: { person: string; platform: string; name: string }): Rich {
  const shown = inertLine(name.trim() === "" ? id : name);
  if (mayLink(shown)) return marked(shown, { type: "code" });
  if (platform !== "telegram" || !/^\d{1,16}$/.test(id)) return plain(shown);
  return marked(shown, {
    type: "text_mention",
    user: { id: Number(id), is_bot: false, first_name: shown },
  });
}

/** Shown in the reader's own time zone; apps from before 2026, and files, show the text, which names its zone. */
function time(iso: string, style: "relative" | "full"): Rich {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return code(iso);
  return marked(moment(at), {
    type: "date_time",
    unix_time: Math.floor(at / 1000),
    date_time_format: style === "relative" ? "r" : "Dt",
  });
}
