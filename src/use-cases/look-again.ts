import { findLook, lookDone, overdueLooks } from "../db/looks.ts";
import { allWorkspaces, findWorkspace } from "../db/workspaces.ts";
import type { PlatformId } from "../platforms/platform.ts";
import { askForLook, type Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { reauditWorkspace } from "./reaudit-workspace.ts";

const SWEEP_STEP_MS = 500;

/** The look that is due, if one is. Whatever happens while it runs asks for another. */
export async function lookAgain(ctx: Context, where: Where): Promise<void> {
  const due = (await findLook(ctx.db, where.platform, where.workspace))?.dueAt;
  if (!due) return;
  // The database counts the pause from the beginning of its transaction, and it has a clock of its own.
  const early = due.getTime() - ctx.now();
  if (early > 0) return await ctx.effects.lookAgain(ctx.db, where, early);
  const present = await findWorkspace(ctx.db, where.platform, where.workspace);
  if (present && present.leftAt === null) await reauditWorkspace(ctx, where);
  await lookDone(ctx.db, where.platform, where.workspace, due);
}

/** The safety net: looks whose job was lost. */
export async function lookOverdue(ctx: Context): Promise<void> {
  const looks = await overdueLooks(ctx.db, ctx.now() - 60_000, 200);
  for (const { platform, workspace } of looks)
    await ctx.effects.lookAgain(ctx.db, { platform: platform as PlatformId, workspace }, 0);
}

/** Everything is looked at once a day, whether or not anybody told us of a change. */
export async function sweepWorkspaces(ctx: Context): Promise<void> {
  const present = (await allWorkspaces(ctx.db)).filter((row) => row.joinedAt !== null && row.leftAt === null);
  // One after the other: thousands of servers at once would keep those waiting in which something happens.
  for (const [at, row] of present.entries()) {
    const where = { platform: row.platform as PlatformId, workspace: row.id };
    await ctx.db.transaction((tx) => askForLook(ctx, tx, where, ctx.lookPauseMs + at * SWEEP_STEP_MS));
  }
}
