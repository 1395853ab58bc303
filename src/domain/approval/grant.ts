/** What a grant says (api.md, section 4): signed by `use-cases/claim-grant.ts`, checked by `countersign/verify`. */
import { z } from "zod";
import type { RequestState } from "./request.ts";
import { tally } from "./tally.ts";

export const GRANT_TYPE = "countersign-grant+jwt";

/** Times are seconds since the epoch. */
export const grantClaimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  /** The agent. */
  sub: z.string(),
  jti: z.string(),
  iat: z.int(),
  /** The latest moment to run. */
  exp: z.int(),
  /** The request. */
  req: z.string(),
  act: z.string(),
  act_h: z.string(),
  /** Digest of the policy that was decided under. */
  pol: z.string(),
  quorum: z.object({ need: z.int(), have: z.int() }),
  /** Who approved: the account, when, and by what: `click`, or `remembered` from a click on an equal request. */
  apr: z.array(
    z.object({ platform: z.enum(["discord", "telegram"]), uid: z.string(), at: z.int(), factor: z.string() }),
  ),
});

export type GrantClaims = z.infer<typeof grantClaimsSchema>;

export interface Granted {
  id: string;
  agentId: string;
  action: string;
  actionHash: string;
  audience: string;
  policyDigest: string;
  state: RequestState;
}

/** The same claims every time: a repeated claim gives the same grant. Null unless approved. */
export function grantClaims(request: Granted, issuer: string): GrantClaims | null {
  const { state } = request;
  if (state.status !== "approved" || !state.grant || state.decidedAt === null) return null;
  const { have, need } = tally(state.policy, state.votes);
  return {
    iss: issuer,
    aud: request.audience,
    sub: request.agentId,
    jti: state.grant.id,
    iat: seconds(state.decidedAt),
    exp: seconds(state.grant.useBy),
    req: request.id,
    act: request.action,
    act_h: request.actionHash,
    pol: request.policyDigest,
    quorum: { need, have },
    apr: state.votes
      .filter((vote) => vote.verdict === "approve" && vote.counts)
      .map((vote) => ({
        platform: vote.platform,
        uid: vote.userId,
        at: seconds(vote.at),
        factor: vote.factor,
      })),
  };
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
