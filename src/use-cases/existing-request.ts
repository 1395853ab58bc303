/** Requests that exist already and answer a wish: by its Idempotency-Key, or because it is the same wish. */
import { dropJoinedKey, findJoinedKey, findSame, keepJoinedKey } from "../db/pauses.ts";
import { findByIdempotencyKey, findRequest, releaseIdempotencyKey } from "../db/requests.ts";
import type { requests } from "../db/schema.ts";
import { approval as words } from "../words/index.ts";
import { attendRequest } from "./attend-request.ts";
import type { Context } from "./context.ts";
import { claimSecret } from "./ids.ts";
import { done, refuse, type Outcome } from "./outcome.ts";
import { viewOf, type RequestView } from "./request-view.ts";

export interface Asked {
  /** False when the Idempotency-Key repeats a request, or the same wish is pending already: then this is that one. */
  created: boolean;
  request: RequestView;
  claimSecret: string;
  pollAfterMs: number;
}

/** How long an Idempotency-Key finds the same request again. */
export const KEY_LIVES_MS = 86_400_000;

/** The request that this agent made with this key, within the last day. */
export async function repeat(
  ctx: Context,
  agentId: string,
  key: string | undefined,
  bodySha256: string,
): Promise<Outcome<Asked> | null> {
  if (key === undefined) return null;
  const row = await findByIdempotencyKey(ctx.db, agentId, key);
  if (!row) return await repeatJoined(ctx, agentId, key, bodySha256);
  if (ctx.now() - row.createdAt.getTime() >= KEY_LIVES_MS) {
    await releaseIdempotencyKey(ctx.db, row.id);
    return null;
  }
  if (row.bodySha256 !== bodySha256) return refuse("idempotency_conflict", words.refusal.idempotencyConflict);
  const stored = await findRequest(ctx.db, row.id);
  return stored ? done(answer(ctx, viewOf(stored.row, stored.state), false)) : null;
}

/** The key of a wish that joined an equal request finds that one again. */
async function repeatJoined(
  ctx: Context,
  agentId: string,
  key: string,
  bodySha256: string,
): Promise<Outcome<Asked> | null> {
  const joined = await findJoinedKey(ctx.db, agentId, key);
  if (!joined) return null;
  if (ctx.now() - joined.at.getTime() >= KEY_LIVES_MS) {
    await dropJoinedKey(ctx.db, agentId, key);
    return null;
  }
  if (joined.bodySha256 !== bodySha256)
    return refuse("idempotency_conflict", words.refusal.idempotencyConflict);
  const stored = await findRequest(ctx.db, joined.requestId);
  return stored ? done(answer(ctx, viewOf(stored.row, stored.state), false)) : null;
}

/**
 * The request that is the same wish and still undecided: people are asked once, and what they decide is used once. Asking
 * twice can therefore never get more done than asking once.
 */
export async function join(
  ctx: Context,
  row: Pick<typeof requests.$inferInsert, "agentId" | "bodySha256" | "sameness" | "idempotencyKey">,
  known: { id: string; decideBy: number } | null = null,
): Promise<Outcome<Asked> | null> {
  const same = known ?? (row.sameness ? await findSame(ctx.db, row.sameness) : null);
  if (!same) return null;
  // Its time is over, and only nobody has noticed yet: then this wish is a new one.
  if (ctx.now() >= same.decideBy) {
    await attendRequest(ctx, same.id);
    return null;
  }
  const { agentId, idempotencyKey, bodySha256 } = row;
  if (idempotencyKey)
    await keepJoinedKey(ctx.db, {
      agentId,
      key: idempotencyKey,
      requestId: same.id,
      bodySha256,
      at: new Date(ctx.now()),
    });
  const stored = await findRequest(ctx.db, same.id);
  return stored ? done(answer(ctx, viewOf(stored.row, stored.state), false)) : null;
}

export function answer(ctx: Context, request: RequestView, created: boolean): Asked {
  return { created, request, claimSecret: claimSecret(ctx, request.id), pollAfterMs: 2_000 };
}
