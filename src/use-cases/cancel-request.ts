import { findRequest } from "../db/requests.ts";
import { approval as words } from "../words/index.ts";
import { changeRequest } from "./change-request.ts";
import type { Context } from "./context.ts";
import { done, refuse, type Outcome } from "./outcome.ts";
import { viewOf, type RequestView } from "./request-view.ts";

/** The agent withdraws what it asked for. */
export async function cancelRequest(
  ctx: Context,
  agentId: string,
  requestId: string,
  reason: string | null = null,
): Promise<Outcome<RequestView>> {
  const stored = await findRequest(ctx.db, requestId);
  if (!stored || stored.row.agentId !== agentId)
    return refuse("request_unknown", words.refusal.requestUnknown);
  const changed = await changeRequest(ctx, requestId, { type: "cancel", at: ctx.now(), reason });
  if (!changed) return refuse("request_unknown", words.refusal.requestUnknown);
  if (!changed.ok) return refuse("already_final", words.refusal.alreadyFinal(changed.before.state.status));
  return done(viewOf(changed.before.row, changed.state));
}
