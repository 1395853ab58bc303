import type { AgentLine } from "../cards/agents.ts";
import { pendingCounts } from "../db/requests.ts";
import type { WorkspaceRow } from "../db/workspaces.ts";
import type { Agent } from "../domain/manifest.ts";
import type { PlatformId } from "../platforms/platform.ts";
import { agentsIn } from "./agents-here.ts";
import type { Context } from "./context.ts";

/** The agents that are these places' business, in a line each. */
export async function describeAgents(
  ctx: Pick<Context, "db" | "platforms" | "log">,
  places: WorkspaceRow[],
): Promise<AgentLine[]> {
  const [agents, pending] = await Promise.all([agentsIn(ctx, places), pendingCounts(ctx.db)]);
  return agents.map(({ id, document, frozenAt, frozenReason }) => ({
    id,
    purpose: document.metadata.purpose,
    actions: document.actions.length,
    pending: pending.get(id) ?? 0,
    frozen: frozenAt ? { at: frozenAt.getTime(), reason: frozenReason } : null,
    at: homeOf(document, places),
  }));
}

/** The first of these places whose platform it has an account on. */
function homeOf({ identities }: Agent, places: WorkspaceRow[]): NonNullable<AgentLine["at"]> | null {
  for (const { platform, id } of places) {
    const userId = identities[platform as PlatformId]?.userId;
    if (userId) return { workspace: id, userId };
  }
  return null;
}
