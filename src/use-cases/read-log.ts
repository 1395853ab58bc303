import { agentAccounts } from "../db/agents.ts";
import { findLook, keepLastEntry } from "../db/looks.ts";
import { findCovered, keepCovered } from "../db/usage.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { cover } from "../domain/audit/coverage.ts";
import { changesRights } from "../domain/audit/platform-actions.ts";
import type { ActionEvent, PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";
import { noteAction } from "./note-action.ts";

/** How long Discord keeps its audit log. */
const LOG_KEPT_MS = 45 * 86_400_000;

/**
 * Reads what a workspace's log says since it was read last: what was missed while we were away, and at first everything that
 * is kept. Every page is remembered, so it goes on where it was interrupted. False where there is no log to read.
 */
export async function readLog(
  ctx: Context,
  where: { platform: PlatformId; workspace: string },
): Promise<boolean> {
  const { platform: id, workspace } = where;
  const look = await findLook(ctx.db, id, workspace);
  const began = ctx.now();
  const pages = await ctx.platforms[id]?.history(workspace, look?.lastEntry ?? "0");
  if (!pages) return false;
  const joinedAt = (await findWorkspace(ctx.db, id, workspace))?.joinedAt?.getTime() ?? began;
  const accounts = await agentAccounts(ctx.db, id);
  for await (const { actions, last } of pages) {
    for (const action of actions)
      if (mayMatter(action, accounts)) await noteAction(ctx, action, { judge: action.at >= joinedAt });
    await keepLastEntry(ctx.db, id, workspace, last);
  }
  const before = await findCovered(ctx.db, id, workspace);
  await keepCovered(
    ctx.db,
    id,
    workspace,
    cover(before, began, { keptMs: LOG_KEPT_MS, backMs: LOG_KEPT_MS }),
  );
  return true;
}

/** Most of a log is people's everyday work, which is dropped anyway: here without asking the database. */
function mayMatter({ actor, type }: ActionEvent, accounts: Set<string>): boolean {
  return actor.bot !== false || changesRights(type) || accounts.has(actor.id);
}
