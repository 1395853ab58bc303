import { findAgent } from "../db/agents.ts";
import { allWorkspaces } from "../db/workspaces.ts";
import { effectivePolicy } from "../domain/approval/policy.ts";
import { approval as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { postureOf, underPosture } from "./posture.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

export interface ActionView {
  type: string;
  title: string | null;
  /** JSON Schema; null when any object will do. */
  params: Record<string, unknown> | null;
  audience: string | null;
  /** Durations in milliseconds. Null when nobody is named who may approve: then it can't be asked for. */
  policy: {
    approvers: string[];
    quorum: number;
    veto: number;
    decideWithinMs: number;
    useWithinMs: number;
    requireReason: "never" | "deny" | "always";
  } | null;
}

/** What this agent may ask for. */
export async function listActions(ctx: Pick<Context, "db">, agentId: string): Promise<Outcome<ActionView[]>> {
  const agent = await findAgent(ctx.db, agentId);
  if (!agent) return refuse("agent_unknown", words.refusal.agentUnknown(agentId));
  const workspaces = (await allWorkspaces(ctx.db)).flatMap((row) => row.document ?? []);
  const posture = await postureOf(ctx, agent.document);
  return done(
    agent.document.actions.map((action) => {
      const policy = underPosture(effectivePolicy(agent.document, action, workspaces), posture);
      return {
        type: action.type,
        title: action.title ?? null,
        params: action.params ?? null,
        audience: action.audience ?? null,
        policy: policy && {
          approvers: policy.approvers,
          quorum: policy.quorum,
          veto: policy.veto,
          decideWithinMs: policy.decideWithinMs,
          useWithinMs: policy.useWithinMs,
          requireReason: policy.requireReason,
        },
      };
    }),
  );
}
