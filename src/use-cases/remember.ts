import { insertRemembered } from "../db/remembered.ts";
import type { Database } from "../db/open.ts";
import type { RequestRow } from "../db/requests.ts";
import { toRemember, type RequestState } from "../domain/approval/request.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";

/** Keeps an approval for equal requests, if everybody who gave it wanted that. What to record about it. */
export async function rememberIn(
  ctx: Pick<Context, "random">,
  tx: Database,
  row: RequestRow,
  state: RequestState,
  at: number,
): Promise<LedgerFact[]> {
  const memory = toRemember(state);
  if (!memory) return [];
  const id = newId(ctx, "mem", 10);
  const { agentId, actionHash, audience, policyDigest } = row;
  const expiresAt = new Date(at + memory.forMs);
  await insertRemembered(tx, {
    id,
    requestId: row.id,
    agentId,
    actionHash,
    audience,
    policyDigest,
    createdAt: new Date(at),
    expiresAt,
    usesLeft: memory.uses,
  });
  const body = {
    id,
    agent: agentId,
    actionHash,
    audience,
    until: expiresAt.toISOString(),
    uses: memory.uses,
  };
  return [{ at, kind: "approval.remembered", subject: row.id, body }];
}
