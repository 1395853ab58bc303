import { cardIn, insertFindingCard } from "../db/finding-cards.ts";
import { lockFinding } from "../db/findings.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { findReportsPlace } from "./reports-place.ts";

/** Shows a finding where the workspace has its reports, and keeps that card up to date. Once is enough. */
export async function shareFinding(
  ctx: Context,
  id: string,
): Promise<"shared" | "already" | "no-place" | "gone"> {
  return await ctx.db.transaction(async (tx) => {
    const row = await lockFinding(tx, id);
    if (!row) return "gone";
    const place = await findReportsPlace({ db: tx }, row.platform as PlatformId, row.workspace);
    if (!place) return "no-place";
    if (await cardIn(tx, id, place.channel)) return "already";
    const card = newId(ctx, "fcd", 10);
    await insertFindingCard(tx, { id: card, findingId: id, place }, ctx.now());
    await ctx.effects.showFindingCard(tx, card);
    return "shared";
  });
}
