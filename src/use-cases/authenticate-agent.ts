import { findAgent } from "../db/agents.ts";
import { findKeyBySha256 } from "../db/keys.ts";
import { approval as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { sha256 } from "./ids.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

/** Whose key this is. The key is looked up by its hash, so nothing secret is compared byte by byte. */
export async function authenticateAgent(
  ctx: Pick<Context, "db" | "now">,
  key: string,
): Promise<Outcome<{ agentId: string; keyId: string; expiresAt: number }>> {
  const row = /^csk_[A-Za-z0-9_-]{43}$/.test(key) ? await findKeyBySha256(ctx.db, sha256(key)) : null;
  if (!row || row.revokedAt) return refuse("key_invalid", words.refusal.keyInvalid);
  if (ctx.now() >= row.expiresAt.getTime()) return refuse("key_expired", words.refusal.keyExpired);
  const agent = await findAgent(ctx.db, row.agentId);
  if (!agent) return refuse("key_invalid", words.refusal.keyInvalid);
  if (agent.frozenAt) return refuse("agent_frozen", words.refusal.agentFrozen(agent.frozenReason));
  return done({ agentId: row.agentId, keyId: row.id, expiresAt: row.expiresAt.getTime() });
}
