import { copiesOf, insertCopies } from "../db/copies.ts";
import { findRequest, lockRequest } from "../db/requests.ts";
import { changeRequestIn } from "./change-request.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { placesToAsk } from "./reach.ts";

/**
 * Takes the next step of the ladder: more people may decide and are asked. Nothing is ever approved by this. `early`: before
 * its time, because a place can't be reached.
 */
export async function escalateRequest(ctx: Context, requestId: string, early = false): Promise<void> {
  const stored = await findRequest(ctx.db, requestId);
  const rung = stored?.state.policy.escalate[stored.state.escalated];
  if (!stored || !rung) return;
  // Asked of the platforms before the transaction: network calls never happen inside one.
  const places = await placesToAsk(ctx, stored.state.policy, rung.to);
  await ctx.db.transaction(async (tx) => {
    const now = await lockRequest(tx, requestId);
    if (now?.state.escalated !== stored.state.escalated) return;
    const changed = await changeRequestIn(ctx, tx, requestId, { type: "escalate", at: ctx.now(), early });
    if (!changed?.ok) return;
    const known = await copiesOf(tx, requestId);
    const fresh = places.filter(
      (place) => !known.some((copy) => copy.platform === place.platform && copy.channel === place.channel),
    );
    // These people would be asked where nobody can be: on to the next step, or to the end.
    if (fresh.length === 0 && known.every((copy) => copy.failure !== null))
      return await ctx.effects.remind(tx, requestId, ctx.now());
    if (fresh.length === 0) return;
    const copies = fresh.map((place) => ({ id: newId(ctx, "cp", 10), place }));
    await insertCopies(tx, requestId, copies);
    await ctx.effects.deliverCopies(
      tx,
      copies.map((copy) => copy.id),
    );
  });
}
