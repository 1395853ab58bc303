import { findRequest, overdue, unused } from "../db/requests.ts";
import { changeRequest, nextDue } from "./change-request.ts";
import type { Context } from "./context.ts";
import { escalateRequest } from "./escalate-request.ts";

/** Does what a request's clock says: expires it, asks more people, or voids its unused grant. Too early, it reminds again. */
export async function attendRequest(ctx: Context, requestId: string): Promise<void> {
  const stored = await findRequest(ctx.db, requestId);
  if (!stored) return;
  const due = nextDue(stored.state);
  if (due === null) return;
  const at = ctx.now();
  if (at < due) return await ctx.db.transaction((tx) => ctx.effects.remind(tx, requestId, due));
  // Whoever changed it meanwhile has set the next reminder: a refused step is nothing to worry about.
  if (stored.state.grant) await changeRequest(ctx, requestId, { type: "lapse", at });
  else if (at >= stored.state.decideBy) await changeRequest(ctx, requestId, { type: "expire", at });
  else await escalateRequest(ctx, requestId);
}

/** The safety net under the reminders: every request and grant whose time is over. */
export async function attendOverdue(ctx: Context, limit = 500): Promise<number> {
  const now = ctx.now();
  const ids = new Set([...(await overdue(ctx.db, now, limit)), ...(await unused(ctx.db, now, limit))]);
  for (const id of ids) await attendRequest(ctx, id);
  return ids.size;
}
