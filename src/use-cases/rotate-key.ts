import { findAgent } from "../db/agents.ts";
import { shortenKeys } from "../db/keys.ts";
import { appendLedger } from "../db/ledger.ts";
import { approval as words } from "../words/index.ts";
import { createKeyIn, type KeyContext, type NewKey } from "./create-key.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

const OVERLAP_MS = 86_400_000;

/** A new key; the ones before it work for another day, so that nothing stops while it is being rolled out. */
export async function rotateKey(
  ctx: KeyContext,
  agentId: string,
  by: string,
): Promise<Outcome<NewKey & { oldExpiresAt: number }>> {
  if (!(await findAgent(ctx.db, agentId)))
    return refuse("agent_unknown", words.refusal.agentUnknown(agentId));
  const now = ctx.now();
  const oldExpiresAt = now + OVERLAP_MS;
  return await ctx.db.transaction(async (tx) => {
    await shortenKeys(tx, agentId, oldExpiresAt);
    const made = await createKeyIn(ctx, tx, agentId, by);
    const body = { agent: agentId, by, until: new Date(oldExpiresAt).toISOString() };
    await appendLedger(tx, [{ at: now, kind: "keys.shortened", subject: agentId, body }]);
    return done({ ...made, oldExpiresAt });
  });
}
