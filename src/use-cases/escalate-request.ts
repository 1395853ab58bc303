import { copiesOf, insertCopies } from "../db/copies.ts";
import { findRequest } from "../db/requests.ts";
import { changeRequestIn } from "./change-request.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { placesFor } from "./reach.ts";

/** Takes the next step of the ladder: more people may decide and are asked. Nothing is ever approved by this. */
export async function escalateRequest(ctx: Context, requestId: string): Promise<void> {
  const stored = await findRequest(ctx.db, requestId);
  const rung = stored?.state.policy.escalate[stored.state.escalated];
  if (!stored || !rung) return;
  // Asked of the platforms before the transaction: network calls never happen inside one.
  const places = await placesFor(ctx, rung.to);
  await ctx.db.transaction(async (tx) => {
    const changed = await changeRequestIn(ctx, tx, requestId, { type: "escalate", at: ctx.now() });
    if (!changed?.ok || changed.state.escalated !== stored.state.escalated + 1) return;
    const known = await copiesOf(tx, requestId);
    const fresh = places.filter(
      (place) => !known.some((copy) => copy.platform === place.platform && copy.channel === place.channel),
    );
    if (fresh.length === 0) return;
    const copies = fresh.map((place) => ({ id: newId(ctx, "cp", 10), place }));
    await insertCopies(tx, requestId, copies);
    await ctx.effects.deliverCopies(
      tx,
      copies.map((copy) => copy.id),
    );
  });
}
