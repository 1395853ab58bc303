/** Who can be asked whether an agent may have more: everybody who decides for it, except those who answer for it. */
import type { AgentRow } from "../db/agents.ts";
import type { Database } from "../db/open.ts";
import { sightingsIn } from "../db/sightings.ts";
import { allWorkspaces } from "../db/workspaces.ts";
import { excludedAccounts, type Agent, type Workspace } from "../domain/manifest.ts";
import { everybodyAsked } from "./agents-here.ts";

/**
 * Approver references, by the manifest that is in force: a change can't name its own judges. Workspaces that leave widening
 * to the operator are not asked. Empty: there is nobody to ask.
 */
export async function secondPeople(db: Database, agent: AgentRow, becomes?: Agent): Promise<string[]> {
  const workspaces = (await allWorkspaces(db)).flatMap((row) => (row.leftAt ? [] : (row.document ?? [])));
  const spared = new Set(
    workspaces
      .filter((workspace) => workspace.widening === "operator")
      .flatMap((workspace) => workspace.approvers ?? []),
  );
  const excluded = new Set(
    [agent.document, becomes ?? agent.document].flatMap(excludedAccounts).map(asReference),
  );
  return (await decidersOf(db, agent, workspaces)).filter(
    (reference) => !spared.has(reference) && !excluded.has(reference),
  );
}

/** An agent that may ask for nothing has no deciders of its own: then those of the places it is in. */
export async function decidersOf(db: Database, agent: AgentRow, workspaces: Workspace[]): Promise<string[]> {
  const asked = everybodyAsked(agent, workspaces);
  if (asked.length > 0) return asked;
  const { identities, permissions } = agent.document;
  const here = await Promise.all(
    workspaces.map(async ({ metadata: { platform, id }, approvers }) => {
      if (!approvers) return [];
      const account = identities[platform]?.userId;
      const isHere =
        (platform === "telegram" && permissions.telegram?.groups.includes(id) === true) ||
        (account !== undefined &&
          (await sightingsIn(db, platform, id)).some(({ userId }) => userId === account));
      return isHere ? approvers : [];
    }),
  );
  return [...new Set(here.flat())].sort();
}

/** `discord:2041` as an approver is written: `discord:user:2041`. */
function asReference(account: string): string {
  return account.replace(":", ":user:");
}
