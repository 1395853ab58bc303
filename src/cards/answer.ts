import type { Card } from "../platforms/platform.ts";

/** One sentence back to whoever pressed. */
export function answerCard(tone: Card["tone"], sentence: string): Card {
  return { tone, title: sentence, blocks: [], buttons: [] };
}
