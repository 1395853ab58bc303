/** Which declared agents are a place's business: the ones that are in it, and the ones that its people decide for. */
import { allAgents, type AgentRow } from "../db/agents.ts";
import { sightingsIn } from "../db/sightings.ts";
import { allWorkspaces, type WorkspaceRow } from "../db/workspaces.ts";
import { effectivePolicy } from "../domain/approval/policy.ts";
import { decidesByDefault, type Workspace } from "../domain/manifest.ts";
import type { Context } from "./context.ts";
import { placesFor } from "./reach.ts";

type Ctx = Pick<Context, "db" | "platforms" | "log">;

export async function agentsIn(ctx: Ctx, places: WorkspaceRow[]): Promise<AgentRow[]> {
  const [agents, workspaces] = await Promise.all([allAgents(ctx.db), allWorkspaces(ctx.db)]);
  const documents = workspaces.flatMap((row) => row.document ?? []);
  const seen = await Promise.all(
    places.map(async ({ platform, id, document }) => {
      const bots = await sightingsIn(ctx.db, platform, id);
      return { platform, id, document, bots: new Set(bots.map((bot) => bot.userId)) };
    }),
  );
  const concerned = await Promise.all(
    agents.map(async (agent) => {
      const { identities, permissions } = agent.document;
      const isHere = seen.some(({ platform, id, document, bots }) => {
        // Whoever invites somebody else's agent into a server of their own gets no say over it.
        if (document && !decidesByDefault(document, agent.document)) return false;
        const userId = identities[platform as "discord" | "telegram"]?.userId;
        const declared = platform === "telegram" && permissions.telegram?.groups.includes(id) === true;
        return declared || (userId !== undefined && bots.has(userId));
      });
      if (isHere) return true;
      const asked = await placesFor(ctx, everybodyAsked(agent, documents));
      return asked.some((at) =>
        places.some((place) => place.platform === at.platform && place.id === at.workspace),
      );
    }),
  );
  return agents.filter((_, index) => concerned[index]);
}

/** The agent that somebody means by what they typed: its name, a mention, or the id of one of its accounts. */
export function agentNamed(agents: AgentRow[], typed: string): AgentRow | null {
  const name = typed.trim().toLowerCase();
  const id = name.replace(/^<@!?(\d+)>$/, "$1");
  return (
    agents.find((agent) => agent.id === name) ??
    agents.find(({ document: { identities } }) => {
      const { discord, telegram } = identities;
      return [discord?.userId, discord?.applicationId, telegram?.userId].includes(id);
    }) ??
    null
  );
}

/** Everybody who may decide something for this agent, at first or later. */
export function everybodyAsked(agent: AgentRow, documents: Workspace[]): string[] {
  const references = agent.document.actions.flatMap((action) => {
    const policy = effectivePolicy(agent.document, action, documents);
    if (!policy) return [];
    return [...policy.approvers, ...policy.groups.flatMap((group) => group.approvers)];
  });
  return [...new Set(references)].sort();
}
