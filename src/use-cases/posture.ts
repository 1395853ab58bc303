import { findAgent } from "../db/agents.ts";
import type { StoredRequest } from "../db/requests.ts";
import { raised, type Policy } from "../domain/approval/policy.ts";
import type { Agent } from "../domain/manifest.ts";
import type { Context } from "./context.ts";
import { readAuditsOf } from "./read-audits-of.ts";

/** What audits say about an agent, as far as it matters to whoever decides for it. */
export interface Posture {
  /** Its worst grade on each platform where it was looked at; none is not the same as fine. */
  grades: { platform: string; grade: string }[];
  /** Something critical about it is open: neither fixed nor accepted by anybody. */
  critical: boolean;
}

export async function postureOf(ctx: Pick<Context, "db">, agent: Agent | undefined): Promise<Posture> {
  const audits = agent ? await readAuditsOf(ctx, agent.identities) : [];
  const worst = new Map<string, string>();
  for (const { platform, grade } of audits)
    if (grade > (worst.get(platform) ?? "")) worst.set(platform, grade);
  return {
    grades: [...worst].map(([platform, grade]) => ({ platform, grade })),
    critical: audits.some(({ findings }) =>
      findings.some(({ severity, status }) => severity === "critical" && status === "open"),
    ),
  };
}

/** The policy as it is for an agent in this posture. */
export function underPosture<P extends Policy | null>(
  policy: P,
  { critical }: Pick<Posture, "critical">,
): P | Policy {
  return policy && critical ? raised(policy) : policy;
}

/** What the card of a request shows besides: how the agent stands now. Once decided it does not matter any more. */
export async function gradesFor(
  ctx: Pick<Context, "db">,
  { row, state }: StoredRequest,
): Promise<Posture["grades"]> {
  if (state.status !== "pending") return [];
  return (await postureOf(ctx, (await findAgent(ctx.db, row.agentId))?.document)).grades;
}
