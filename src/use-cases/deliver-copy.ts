import { requestCard } from "../cards/request.ts";
import {
  claimPosting,
  copiesOf,
  dropReceipt,
  endTurn,
  findCopy,
  keepReceipt,
  placeOf,
  releasePosting,
  takeTurn,
  type Copy,
} from "../db/copies.ts";
import { bumpVersion, findRequest, lockRequest, type StoredRequest } from "../db/requests.ts";
import { PlatformError, type Card, type Platform, type PlatformId } from "../platforms/platform.ts";
import { english } from "../words/index.ts";
import { besideRequest } from "./beside-request.ts";
import { cardInput } from "./card-of.ts";
import type { Context } from "./context.ts";
import { failCopy } from "./fail-copy.ts";
import { inPlace } from "./in-place.ts";

// Kept, and read by agents: in English.
const words = english.approval;

/** `again`: the platform wants us to wait. Anything unexpected is thrown, to be retried with backoff. */
export type Delivered = { again: false } | { again: true; afterMs: number };

/** A card that somebody keeps deleting is posted anew once. */
const EDITIONS = 1;
const SETTLED: Delivered = { again: false };
/** Should the one that draws again die before it has: then look whether it did. */
const LOOK_LATER: Delivered = { again: true, afterMs: 5_000 };

/**
 * Makes one copy of a request's card show the request as it is now. Harmless to repeat.
 *
 * Two deliveries of a copy must never leave the older card behind, although their edits can reach the platform in either
 * order. So every delivery takes a turn, and what it drew only counts if no other was under way meanwhile; otherwise exactly
 * one of them draws it again (`endTurn`). A lock held during the call would not help: a lost connection releases it while
 * the request still travels, and a crashed holder would keep everybody else waiting.
 *
 * Only a first post excludes others, for half a minute: two of them would be two cards.
 *
 * Between a post and its receipt a crash can leave a card that we don't know; the post's key lets Discord recognise the
 * repeat, on Telegram the stray card's buttons answer "old copy" and decide nothing.
 */
export async function deliverCopy(ctx: Context, copyId: string): Promise<Delivered> {
  for (;;) {
    const copy = await findCopy(ctx.db, copyId);
    const stored = copy && (await findRequest(ctx.db, copy.requestId));
    if (!copy || !stored) return SETTLED;
    if (copy.shown >= stored.state.version && copy.failure === null) return SETTLED;
    const platform = ctx.platforms[copy.platform as PlatformId];
    if (!platform) {
      await failCopy(ctx, copy, words.failure.notConnected);
      return SETTLED;
    }
    const outcome = await show(ctx, platform, copyId);
    if (outcome !== "look again") return outcome;
  }
}

async function show(ctx: Context, platform: Platform, copyId: string): Promise<Delivered | "look again"> {
  const turn = await takeTurn(ctx.db, copyId);
  // Read after the turn has begun: a change that commits later brings its own delivery, and that one's turn is later.
  const stored = turn && (await findRequest(ctx.db, turn.requestId));
  if (!turn || !stored) return SETTLED;
  const copies = await copiesOf(ctx.db, turn.requestId);
  const beside = await besideRequest(ctx, stored);
  if (turn.message === null && !(await claimPosting(ctx.db, copyId))) return { again: true, afterMs: 1_000 };
  try {
    await inPlace(ctx, placeOf(turn), () =>
      put(ctx, platform, turn, requestCard(cardInput(stored, copies, copyId, beside))),
    );
  } catch (error) {
    return await cope(ctx, turn, stored, error);
  }
  const ended = await endTurn(ctx.db, copyId, turn.turn, stored.state.version);
  if (turn.failure !== null) await sayReached(ctx, turn.requestId, copies);
  return ended === "left" ? LOOK_LATER : "look again";
}

/** The place can be reached again: the other cards stop saying otherwise. */
async function sayReached(ctx: Context, requestId: string, copies: Copy[]): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    if (!(await lockRequest(tx, requestId))) return;
    await bumpVersion(tx, requestId);
    await ctx.effects.deliverCopies(
      tx,
      copies.filter((copy) => copy.failure === null).map((copy) => copy.id),
    );
  });
}

async function put(ctx: Context, platform: Platform, copy: Copy, card: Card): Promise<void> {
  const place = placeOf(copy);
  if (copy.message !== null) return await platform.edit({ place, message: copy.message }, card);
  const posted = await platform.post(place, card, `${copy.id}.${copy.edition}`);
  await keepReceipt(ctx.db, copy.id, posted);
  // An earlier attempt may have got through unnoticed. Then this is that message, and it shows what was true then.
  if (copy.turn > 1) await platform.edit(posted, card);
}

async function cope(
  ctx: Context,
  copy: Copy,
  stored: StoredRequest,
  error: unknown,
): Promise<Delivered | "look again"> {
  if (!(error instanceof PlatformError)) throw error;
  const message = copy.message;
  if (message === null) await releasePosting(ctx.db, copy.id);
  switch (error.kind) {
    case "busy":
      return { again: true, afterMs: error.retryAfterMs ?? 1_000 };
    case "gone":
      if (message === null) break;
      // A decided request's card that somebody deleted has nothing left to show, and nothing left to press.
      if (stored.state.status !== "pending") {
        const ended = await endTurn(ctx.db, copy.id, copy.turn, stored.state.version);
        return ended === "left" ? LOOK_LATER : ended === "again" ? "look again" : SETTLED;
      }
      if (copy.edition >= EDITIONS) break;
      await dropReceipt(ctx.db, copy.id, message);
      return "look again";
    case "unreachable":
    case "refused":
      break;
  }
  ctx.log.warn({ error, copy: copy.id, request: copy.requestId }, "a place can't be reached");
  const { opensChat } = error;
  await failCopy(ctx, copy, opensChat ? words.failure.notStarted(opensChat) : words.failure[error.kind]);
  return SETTLED;
}
