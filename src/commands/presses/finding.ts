import { findingCard } from "../../cards/finding.ts";
import { shownFinding } from "../../use-cases/shown-finding.ts";
import { findings as words } from "../../words/index.ts";
import { onFinding } from "../finding-press.ts";
import type { Press } from "./press.ts";

/** One finding of the list, for the person who opened it. */
export const finding: Press = {
  verb: "finding",
  run: (ctx, event, [id]) =>
    onFinding(ctx, event, id, async (row) => {
      const shown = shownFinding(row, true);
      return await Promise.resolve(shown ? { card: findingCard(shown) } : { say: words.card.undescribed });
    }),
};
