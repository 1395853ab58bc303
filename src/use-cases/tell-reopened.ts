import { cardIn, insertFindingCard } from "../db/finding-cards.ts";
import type { FindingRow } from "../db/findings.ts";
import type { Database } from "../db/open.ts";
import { rank } from "../domain/audit/severity.ts";
import { admitMessage } from "./admit-message.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { findReportsPlace } from "./reports-place.ts";

/** More of them at once are one event, and the report has them all. */
const MOST_CARDS = 3;
const LATELY_MS = 86_400_000;

/** Tells once, with its history, that something which was settled is there again; the cards that show it are kept up to date anyway. */
export async function tellReopened(
  ctx: Pick<Context, "effects" | "now" | "random">,
  tx: Database,
  { platform, workspace }: Where,
  again: FindingRow[],
): Promise<void> {
  if (again.length === 0) return;
  const place = await findReportsPlace({ db: tx }, platform, workspace);
  if (!place) return;
  const fingerprints = new Set(again.map(({ fingerprint }) => fingerprint));
  const worth = again
    // The fix of one that is told as well ends it too.
    .filter(({ finding, severity }) => {
      return finding && !fingerprints.has(finding.under ?? "") && rank(severity) >= rank("medium");
    })
    .sort((a, b) => rank(b.severity) - rank(a.severity));
  for (const { id: findingId, severity } of worth.slice(0, MOST_CARDS)) {
    // An edited card alerts nobody; but one that was posted lately is still before people's eyes.
    const card = await cardIn(tx, findingId, place.channel);
    if (card && card.createdAt.getTime() > ctx.now() - LATELY_MS) continue;
    const critical = severity === "critical";
    const message = { what: "reopened", subject: findingId, critical, quiet: "waits" } as const;
    if ((await admitMessage(ctx, tx, { platform, workspace }, message)) === "waits") continue;
    const id = newId(ctx, "fcd", 10);
    await insertFindingCard(tx, { id, findingId, place }, ctx.now());
    await ctx.effects.showFindingCard(tx, id);
  }
}
