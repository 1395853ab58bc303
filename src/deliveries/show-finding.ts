import { giveUpFindingCard, showFindingCard } from "../use-cases/show-finding-card.ts";
import type { Delivery } from "./queue/work.ts";

/** Makes the card of a finding, or a report with findings, show them as they are now. */
export const showFinding: Delivery = {
  queue: "show-finding",
  retries: 8,
  seconds: 60,
  concurrency: 2,
  async run(ctx, data) {
    const { cardId } = data as { cardId: string };
    const outcome = await showFindingCard(ctx, cardId);
    if (outcome.again) await ctx.effects.showFindingCard(ctx.db, cardId, outcome.afterMs);
  },
  async giveUp(ctx, data) {
    await giveUpFindingCard(ctx, (data as { cardId: string }).cardId);
  },
};
