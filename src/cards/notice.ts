import type { Block, Button, Card } from "../platforms/platform.ts";

/** A short answer: a title, a sentence or two, perhaps buttons. */
export function noticeCard(
  words: { title: string; text: string },
  options: { tone?: Card["tone"]; more?: Block[]; buttons?: Button[][] } = {},
): Card {
  return {
    tone: options.tone ?? "neutral",
    title: words.title,
    blocks: [{ kind: "text", text: [words.text] }, ...(options.more ?? [])],
    buttons: options.buttons ?? [],
  };
}
