import { compactVerify, createLocalJWKSet, type JWK } from "jose";
import { findAgent } from "../db/agents.ts";
import { documentsHeld, holdDocuments } from "../db/documents-lock.ts";
import { findForUse } from "../db/requests.ts";
import { actionHash, fitness } from "../domain/approval/action.ts";
import { GRANT_TYPE, grantClaimsSchema, type GrantClaims } from "../domain/approval/grant.ts";
import { readGrantText } from "../domain/approval/grant-text.ts";
import { approval as words } from "../words/index.ts";
import { changeRequestIn, changeUnlocked } from "./change-request.ts";
import type { Context } from "./context.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

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
  const invalid = refuse("grant_invalid", words.refusal.grantInvalid);
  // One spelling only: a changed byte is refused even where a lenient decoder would not see it.
  const text = readGrantText(use.grant);
  const named = text.ok ? grantClaimsSchema.safeParse(text.payload) : null;
  const found = named?.success ? await findForUse(ctx.db, named.data.jti) : null;
  const claims = found && (await verified(ctx, use.grant, found.keys));
  if (!claims) return invalid;
  if (fitness(use.params) || claims.act !== use.action || claims.act_h !== actionHash(use.action, use.params))
    return refuse("grant_mismatch", words.refusal.grantMismatch);
  const { id, actionHash: hash, agentId } = found.row;
  if (id !== claims.req || hash !== claims.act_h || agentId !== claims.sub) return invalid;
  if (found.frozen) return refuse("agent_frozen", words.refusal.agentFrozen(found.frozen.reason));

  const at = ctx.now();
  const event = { type: "consume" as const, at };
  // Of many at once, all but one find it changed; these wait for their turn and are told.
  const changed =
    (await changeUnlocked(ctx, found, event, documentsHeld(found.revision))) ??
    (await ctx.db.transaction(async (tx) => {
      await holdDocuments(tx);
      const agent = await findAgent(tx, agentId);
      return agent?.frozenAt ? agent : await changeRequestIn(ctx, tx, id, event);
    }));
  if (!changed) return invalid;
  if ("frozenReason" in changed)
    return refuse("agent_frozen", words.refusal.agentFrozen(changed.frozenReason));
  if (changed.ok) return done({ requestId: id, grantId: claims.jti, agentId, consumedAt: at });
  if (changed.why.code === "grant_consumed") return refuse("grant_consumed", words.refusal.grantConsumed);
  if (changed.why.code === "grant_expired") return refuse("grant_expired", words.refusal.grantExpired);
  return refuse("not_approved", words.refusal.notApproved(changed.before.state.status));
}

/** The claims, if one of our keys signed them; times are judged by the stored request, which is exact. */
async function verified(ctx: Context, grant: string, keys: JWK[] | null): Promise<GrantClaims | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(grant, createLocalJWKSet({ keys: keys ?? [] }), {
      algorithms: ["EdDSA"],
    });
    if (protectedHeader.typ !== GRANT_TYPE) return null;
    const claims = grantClaimsSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return claims.success && claims.data.iss === ctx.publicUrl ? claims.data : null;
  } catch {
    return null;
  }
}
