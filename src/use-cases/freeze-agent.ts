import { frozenCard } from "../cards/freeze.ts";
import { findAgent, setFrozen } from "../db/agents.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import { revokeAllOf } from "../db/remembered.ts";
import { lockPendingOf, lockUnusedOf } from "../db/requests.ts";
import { english, inEveryLanguage } from "../words/index.ts";
import { changeRequestIn } from "./change-request.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

// Kept, and read by agents: in English.
const words = english.approval;

export interface Freeze {
  agentId: string;
  /** An account such as `discord:2041`, or `operator`. */
  by: string;
  /** Their name, for people. */
  name?: string;
  reason: string;
}

export interface Frozen {
  /** Pending requests that ended with it. */
  invalidated: number;
  /** Approvals that were not used yet and are void: also after an unfreezing they stay so. */
  revoked: number;
  /** It was frozen before; nothing changed. */
  already: boolean;
}

/**
 * Stops an agent: its key is refused, what is pending ends, unused approvals are void, remembered ones forgotten, and every
 * place that is asked for it hears of it. In force when this resolves. An executor that verifies grants by itself and holds one
 * already can't be reached from here: such a grant is good until its time is over.
 */
export async function freezeAgent(ctx: Context, freeze: Freeze): Promise<Outcome<Frozen>> {
  const reason = freeze.reason.trim();
  if (!reason) return refuse("reason_required", words.refusal.reasonRequired);
  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    const agent = await findAgent(tx, freeze.agentId);
    if (!agent) return refuse("agent_unknown", words.refusal.agentUnknown(freeze.agentId));
    if (agent.frozenAt) return done({ invalidated: 0, revoked: 0, already: true });
    const at = ctx.now();
    await setFrozen(tx, freeze.agentId, { at, reason });
    const forgotten = await revokeAllOf(tx, freeze.agentId, at);
    const pending = await lockPendingOf(tx, freeze.agentId);
    const unused = await lockUnusedOf(tx, freeze.agentId);
    const because = words.invalidatedBecause.frozen(reason);
    for (const { id } of pending)
      await changeRequestIn(ctx, tx, id, { type: "invalidate", at, reason: because });
    for (const { id } of unused) await changeRequestIn(ctx, tx, id, { type: "revoke", at, reason: because });
    const { agentId, by, name = null } = freeze;
    const card = inEveryLanguage(() => frozenCard({ agentId, reason, by, name }));
    await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { approversOf: freeze.agentId } }]);
    const counts = { invalidated: pending.length, revoked: unused.length };
    const body = { by: freeze.by, reason, ...counts, forgotten };
    await appendLedger(tx, [{ at, kind: "agent.frozen", subject: freeze.agentId, body }]);
    return done({ ...counts, already: false });
  });
}
