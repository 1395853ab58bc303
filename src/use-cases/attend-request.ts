import { copiesOf } from "../db/copies.ts";
import { findRequest, overdue, unused, type StoredRequest } from "../db/requests.ts";
import { english } from "../words/index.ts";
import { changeRequest, nextDue } from "./change-request.ts";
import type { Context } from "./context.ts";
import { escalateRequest } from "./escalate-request.ts";

// Kept, and read by agents: in English.
const words = english.approval;

/** Does what a request's clock says: expires it, asks more people, or voids its unused grant. Too early, it reminds again. */
export async function attendRequest(ctx: Context, requestId: string): Promise<void> {
  const stored = await findRequest(ctx.db, requestId);
  if (!stored) return;
  const due = nextDue(stored.state);
  if (due === null) return;
  const at = ctx.now();
  if (at < stored.state.decideBy && (await makeUpForLost(ctx, stored))) return;
  if (at < due) return await ctx.db.transaction((tx) => ctx.effects.remind(tx, requestId, due));
  // Whoever changed it meanwhile has set the next reminder: a refused step is nothing to worry about.
  if (stored.state.grant) await changeRequest(ctx, requestId, { type: "lapse", at });
  else if (at >= stored.state.decideBy) await changeRequest(ctx, requestId, { type: "expire", at });
  else await escalateRequest(ctx, requestId);
}

/**
 * Each place that can't be reached is made up for by one step of the ladder, at once; where no place is left, by every step
 * there is. With nobody left to ask the request ends here instead of running out silently. False when nothing had to be done.
 */
async function makeUpForLost(ctx: Context, { row, state }: StoredRequest): Promise<boolean> {
  if (state.status !== "pending") return false;
  const copies = await copiesOf(ctx.db, row.id);
  const lost = copies.filter((copy) => copy.failure !== null).length;
  if (lost === 0) return false;
  const none = lost === copies.length;
  if (state.escalated < state.policy.escalate.length) {
    if (!none && state.escalated >= lost) return false;
    await escalateRequest(ctx, row.id, true);
    return true;
  }
  if (!none) return false;
  const reason = words.invalidatedBecause.unreachable;
  await changeRequest(ctx, row.id, { type: "invalidate", at: ctx.now(), reason });
  return true;
}

/** The safety net under the reminders: every request and grant whose time is over. */
export async function attendOverdue(ctx: Context, limit = 500): Promise<number> {
  const now = ctx.now();
  const ids = new Set([...(await overdue(ctx.db, now, limit)), ...(await unused(ctx.db, now, limit))]);
  for (const id of ids) await attendRequest(ctx, id);
  return ids.size;
}
