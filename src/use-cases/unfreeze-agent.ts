import { findAgent, setFrozen } from "../db/agents.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import { approval as words } from "../words/en/approval.ts";
import type { Context } from "./context.ts";
import type { Freeze } from "./freeze-agent.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

/** The agent may ask again. What was invalidated stays so. */
export async function unfreezeAgent(
  ctx: Pick<Context, "db" | "now">,
  freeze: Freeze,
): Promise<Outcome<void>> {
  const reason = freeze.reason.trim();
  if (!reason) return refuse("reason_required", words.refusal.reasonRequired);
  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    if (!(await findAgent(tx, freeze.agentId)))
      return refuse("agent_unknown", words.refusal.agentUnknown(freeze.agentId));
    await setFrozen(tx, freeze.agentId, null);
    const body = { by: freeze.by, reason };
    await appendLedger(tx, [{ at: ctx.now(), kind: "agent.unfrozen", subject: freeze.agentId, body }]);
    return done(undefined);
  });
}
