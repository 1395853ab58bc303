import { unfrozenCard } from "../cards/freeze.ts";
import { findAgent, setFrozen } from "../db/agents.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import { approval as words, inEveryLanguage } from "../words/index.ts";
import type { Context } from "./context.ts";
import type { Freeze } from "./freeze-agent.ts";
import { newId } from "./ids.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

/** The agent may ask again, by the operator's word alone. What was invalidated stays so. */
export async function unfreezeAgent(ctx: Context, freeze: Freeze): Promise<Outcome<{ already: boolean }>> {
  const reason = freeze.reason.trim();
  if (!reason) return refuse("reason_required", words.refusal.reasonRequired);
  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    const { agentId, by, name = null } = freeze;
    const agent = await findAgent(tx, agentId);
    if (!agent) return refuse("agent_unknown", words.refusal.agentUnknown(agentId));
    if (!agent.frozenAt) return done({ already: true });
    const card = inEveryLanguage(() =>
      unfrozenCard({ agentId, reason, asked: null, confirmed: { by, name } }),
    );
    await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { approversOf: agentId } }]);
    await unfreezeIn(tx, { ...freeze, reason, at: ctx.now() });
    return done({ already: false });
  });
}

/** The same inside a transaction that changes documents already; `askedBy` is who asked, where somebody else confirmed. */
export async function unfreezeIn(
  tx: Database,
  { agentId, by, reason, askedBy, at }: Freeze & { askedBy?: string; at: number },
): Promise<void> {
  await setFrozen(tx, agentId, null);
  const body = { by, reason, ...(askedBy === undefined ? {} : { askedBy }) };
  await appendLedger(tx, [{ at, kind: "agent.unfrozen", subject: agentId, body }]);
}
