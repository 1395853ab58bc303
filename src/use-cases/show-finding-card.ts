import { findingCard } from "../cards/finding.ts";
import { reportSince } from "../cards/report-since.ts";
import {
  claimCardPosting,
  failFindingCard,
  findFindingCard,
  findingsShownBy,
  keepCardReceipt,
  keepCardShown,
  releaseCardPosting,
  staleFindingCards,
  takeCardTurn,
  type FindingCard,
} from "../db/finding-cards.ts";
import { findFinding } from "../db/findings.ts";
import { PlatformError, type Card } from "../platforms/platform.ts";
import { english } from "../words/index.ts";
import type { Context } from "./context.ts";
import type { Delivered } from "./deliver-copy.ts";
import { sha256 } from "./ids.ts";
import { inPlace } from "./in-place.ts";
import { reportCard } from "./keep-report.ts";
import { shownFinding } from "./shown-finding.ts";

// Kept with the card: in English.
const words = english.findings;

/** Longer than any call to a platform takes. */
const POSTING_MS = 30_000;
/** Whoever draws again waits until the one that overtook it is surely through: at once, they would overtake each other for ever. */
const OVERTAKEN_MS = 2_000;
const SETTLED: Delivered = { again: false };

/**
 * Makes a message that shows findings show them as they are now. Harmless to repeat; two at once leave the newer card behind,
 * by the same turns as copies of requests (deliver-copy.ts).
 */
export async function showFindingCard(ctx: Context, id: string): Promise<Delivered> {
  const turn = await takeCardTurn(ctx.db, id);
  if (!turn || turn.failure !== null) return SETTLED;
  const card = await inPlace(ctx, turn.place, () => cardNow(ctx, turn));
  if (!card) return SETTLED;
  const digest = sha256(JSON.stringify(card));
  if (turn.posted && turn.shown === digest) return SETTLED;
  const platform = ctx.platforms[turn.place.platform];
  if (!platform) return await fail(ctx, id, words.failure.notConnected);
  try {
    const { posted, place } = turn;
    if (posted) await inPlace(ctx, posted.place, () => platform.edit(posted, card));
    else {
      if (!(await claimCardPosting(ctx.db, id, ctx.now(), POSTING_MS)))
        return { again: true, afterMs: 1_000 };
      const fresh = await inPlace(ctx, place, () => platform.post(place, card, id));
      await keepCardReceipt(ctx.db, id, fresh);
      // An earlier attempt may have got through unnoticed. Then this is that message, and it shows what was true then.
      if (turn.turn > 1) await inPlace(ctx, place, () => platform.edit(fresh, card));
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (!turn.posted) await releaseCardPosting(ctx.db, id);
    if (error.kind === "busy") return { again: true, afterMs: error.retryAfterMs ?? 1_000 };
    ctx.log.warn({ err: error, card: id }, "the card of a finding can't be shown any more");
    return await fail(ctx, id, words.failure[error.kind]);
  }
  // Whoever began later may have been heard earlier: then what is shown is anybody's guess, and is drawn again.
  return (await keepCardShown(ctx.db, id, turn.turn, digest))
    ? SETTLED
    : { again: true, afterMs: OVERTAKEN_MS };
}

/** Cards that show something old, should a job have been lost. */
export async function reconcileFindingCards(ctx: Context): Promise<void> {
  const ids = await staleFindingCards(ctx.db, 100);
  await ctx.db.transaction(async (tx) => {
    for (const id of ids) await ctx.effects.showFindingCard(tx, id);
  });
}

/** It was tried as often as is sensible. */
export async function giveUpFindingCard(ctx: Context, id: string): Promise<void> {
  const card = await findFindingCard(ctx.db, id);
  if (!card) return;
  ctx.log.error({ card: id }, "the card of a finding shows something old");
  await failFindingCard(ctx.db, id, words.failure.givenUp);
}

async function cardNow(
  ctx: Context,
  { id, findingId, report, createdAt }: FindingCard,
): Promise<Card | null> {
  if (findingId !== null) {
    const row = await findFinding(ctx.db, findingId);
    const shown = row && shownFinding(row, false);
    return shown && findingCard(shown);
  }
  if (!report) return null;
  const rows = await Promise.all((await findingsShownBy(ctx.db, id)).map((one) => findFinding(ctx.db, one)));
  const shown = rows.flatMap((row) => (row && shownFinding(row, false)) ?? []);
  return reportSince(reportCard(report), shown, createdAt.getTime());
}

async function fail(ctx: Context, id: string, why: string): Promise<Delivered> {
  await failFindingCard(ctx.db, id, why);
  return SETTLED;
}
