import { CompactSign } from "jose";
import { findForClaim } from "../db/requests.ts";
import { grantClaims, GRANT_TYPE } from "../domain/approval/grant.ts";
import { approval as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { sameSecret } from "./ids.ts";
import { done, refuse, type Outcome } from "./outcome.ts";
import { signingKey } from "./signing-key.ts";

/** The signed grant of an approved request. The same one as often as it is asked for, until it is used or void. */
export async function claimGrant(
  ctx: Context,
  agentId: string,
  requestId: string,
  secret: string,
): Promise<Outcome<{ grant: string; grantId: string; useBy: number }>> {
  const stored = await findForClaim(ctx.db, requestId);
  if (!stored || stored.row.agentId !== agentId)
    return refuse("request_unknown", words.refusal.requestUnknown);
  if (!sameSecret(secret, stored.row.claimSha256)) return refuse("claim_refused", words.refusal.claimRefused);
  const { row, state } = stored;
  const claims = grantClaims({ ...row, state }, ctx.publicUrl);
  if (!claims || !state.grant) return refuse("not_approved", words.refusal.notApproved(state.status));
  if (state.grant.state === "consumed") return refuse("grant_consumed", words.refusal.grantConsumed);
  if (state.grant.state === "lapsed" || ctx.now() >= state.grant.useBy)
    return refuse("grant_expired", words.refusal.grantExpired);

  const { kid, key } = await signingKey(ctx, stored.key);
  const grant = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: "EdDSA", typ: GRANT_TYPE, kid })
    .sign(key);
  return done({ grant, grantId: state.grant.id, useBy: state.grant.useBy });
}
