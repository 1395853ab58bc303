import { findAgent } from "../db/agents.ts";
import type { Agent } from "../domain/manifest.ts";
import { approval as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

export interface AgentView {
  id: string;
  owner: string | null;
  purpose: string;
  reviewBy: string | null;
  identities: Agent["identities"];
  frozen: { at: number; reason: string | null } | null;
}

export async function readAgent(ctx: Pick<Context, "db">, agentId: string): Promise<Outcome<AgentView>> {
  const agent = await findAgent(ctx.db, agentId);
  if (!agent) return refuse("agent_unknown", words.refusal.agentUnknown(agentId));
  const { metadata, identities } = agent.document;
  return done({
    id: agent.id,
    owner: metadata.owner ?? null,
    purpose: metadata.purpose,
    reviewBy: metadata.reviewBy ?? null,
    identities,
    frozen: agent.frozenAt ? { at: agent.frozenAt.getTime(), reason: agent.frozenReason } : null,
  });
}
