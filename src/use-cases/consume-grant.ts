import { compactVerify, createLocalJWKSet } from "jose";
import { findAgent } from "../db/agents.ts";
import { holdDocuments } from "../db/documents-lock.ts";
import { findByGrant } from "../db/requests.ts";
import { actionHash, fitness } from "../domain/approval/action.ts";
import { GRANT_TYPE, grantClaimsSchema, type GrantClaims } from "../domain/approval/grant.ts";
import { readGrantText } from "../domain/approval/grant-text.ts";
import { approval as words } from "../words/index.ts";
import { changeRequestIn } from "./change-request.ts";
import type { Context } from "./context.ts";
import { done, refuse, type Outcome } from "./outcome.ts";
import { publicKeys } from "./signing-key.ts";

export interface Consumed {
  requestId: string;
  grantId: string;
  agentId: string;
  consumedAt: number;
}

/** Uses a grant up for exactly this action and these params: succeeds once, whoever asks and however often. */
export async function consumeGrant(
  ctx: Context,
  use: { grant: string; action: string; params: unknown },
): Promise<Outcome<Consumed>> {
  const claims = await read(ctx, use.grant);
  if (!claims) return refuse("grant_invalid", words.refusal.grantInvalid);
  if (fitness(use.params) || claims.act !== use.action || claims.act_h !== actionHash(use.action, use.params))
    return refuse("grant_mismatch", words.refusal.grantMismatch);
  const stored = await findByGrant(ctx.db, claims.jti);
  if (!stored || stored.row.id !== claims.req || stored.row.actionHash !== claims.act_h)
    return refuse("grant_invalid", words.refusal.grantInvalid);

  return await ctx.db.transaction(async (tx) => {
    await holdDocuments(tx);
    const agent = await findAgent(tx, claims.sub);
    if (agent?.frozenAt) return refuse("agent_frozen", words.refusal.agentFrozen(agent.frozenReason));
    const at = ctx.now();
    const changed = await changeRequestIn(ctx, tx, claims.req, { type: "consume", at });
    if (!changed) return refuse("grant_invalid", words.refusal.grantInvalid);
    if (changed.ok)
      return done({ requestId: claims.req, grantId: claims.jti, agentId: claims.sub, consumedAt: at });
    if (changed.why.code === "grant_consumed") return refuse("grant_consumed", words.refusal.grantConsumed);
    if (changed.why.code === "grant_expired") return refuse("grant_expired", words.refusal.grantExpired);
    return refuse("not_approved", words.refusal.notApproved(changed.before.state.status));
  });
}

/** The claims, if one of our keys signed them; times are judged by the stored request, which is exact. */
async function read(ctx: Context, grant: string): Promise<GrantClaims | null> {
  // One spelling only: a changed byte is refused even where a lenient decoder would not see it.
  if (!readGrantText(grant).ok) return null;
  try {
    const { payload, protectedHeader } = await compactVerify(
      grant,
      createLocalJWKSet(await publicKeys(ctx)),
      {
        algorithms: ["EdDSA"],
      },
    );
    if (protectedHeader.typ !== GRANT_TYPE) return null;
    const claims = grantClaimsSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return claims.success && claims.data.iss === ctx.publicUrl ? claims.data : null;
  } catch {
    return null;
  }
}
