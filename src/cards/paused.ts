import type { Refused } from "../domain/approval/limits.ts";
import type { Card } from "../platforms/platform.ts";
import { flooding as words } from "../words/index.ts";

/** One card instead of the next dozen: an agent that kept being told no may not ask for a while. */
export function pausedCard(paused: {
  agentId: string;
  action: string;
  refused: Refused;
  /** Milliseconds since the epoch. */
  until: number;
}): Card {
  const { agentId, action, refused, until } = paused;
  return {
    tone: "warning",
    title: words.card.title,
    blocks: [
      {
        kind: "text",
        text: [
          { bold: agentId },
          ` ${words.card.asked} `,
          { code: action },
          `. ${words.card[refused.why](refused.count)}`,
        ],
      },
      {
        kind: "text",
        text: [`${words.card.until} `, { time: new Date(until).toISOString(), style: "full" }, "."],
      },
      { kind: "note", text: [words.card.freeze(agentId)] },
    ],
    buttons: [],
  };
}
