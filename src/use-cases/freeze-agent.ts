import { findAgent, setFrozen } from "../db/agents.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import { pendingOfAgent } from "../db/requests.ts";
import { approval as words } from "../words/en/approval.ts";
import { changeRequestIn } from "./change-request.ts";
import type { Context } from "./context.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

export interface Freeze {
  agentId: string;
  /** An account such as `discord:2041`, or `operator`. */
  by: string;
  reason: string;
}

/** Stops an agent: its key is refused, what is pending ends, its unused grants can't be consumed here. In force when this resolves. */
export async function freezeAgent(ctx: Context, freeze: Freeze): Promise<Outcome<{ invalidated: number }>> {
  const reason = freeze.reason.trim();
  if (!reason) return refuse("reason_required", words.refusal.reasonRequired);
  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    const agent = await findAgent(tx, freeze.agentId);
    if (!agent) return refuse("agent_unknown", words.refusal.agentUnknown(freeze.agentId));
    const at = ctx.now();
    await setFrozen(tx, freeze.agentId, { at, reason });
    const pending = await pendingOfAgent(tx, freeze.agentId);
    for (const { id } of pending)
      await changeRequestIn(ctx, tx, id, {
        type: "invalidate",
        at,
        reason: words.invalidatedBecause.frozen(reason),
      });
    const body = { by: freeze.by, reason, invalidated: pending.length };
    await appendLedger(tx, [{ at, kind: "agent.frozen", subject: freeze.agentId, body }]);
    return done({ invalidated: pending.length });
  });
}
