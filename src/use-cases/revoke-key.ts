import { findKey, markRevoked } from "../db/keys.ts";
import { appendLedger } from "../db/ledger.ts";
import { approval as words } from "../words/index.ts";
import type { KeyContext } from "./create-key.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

/** The key stops working at once. Revoking it again changes nothing. */
export async function revokeKey(
  ctx: KeyContext,
  keyId: string,
  by: string,
): Promise<Outcome<{ agentId: string }>> {
  const key = await findKey(ctx.db, keyId);
  if (!key) return refuse("key_unknown", words.refusal.keyUnknown(keyId));
  if (key.revokedAt) return done({ agentId: key.agentId });
  const now = ctx.now();
  await ctx.db.transaction(async (tx) => {
    await markRevoked(tx, keyId, now);
    await appendLedger(tx, [
      { at: now, kind: "key.revoked", subject: keyId, body: { agent: key.agentId, by } },
    ]);
  });
  return done({ agentId: key.agentId });
}
