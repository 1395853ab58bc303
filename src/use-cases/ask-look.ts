import { askLook } from "../db/looks.ts";
import type { Database } from "../db/open.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

export interface Where {
  platform: PlatformId;
  workspace: string;
}

/** Has a workspace looked at again: once, however many events say so within the pause that the service is set to. */
export async function askForLook(
  ctx: Pick<Context, "now" | "effects">,
  tx: Database,
  where: Where,
  pauseMs: number,
): Promise<void> {
  const now = ctx.now();
  const asked = await askLook(tx, where.platform, where.workspace, { now, dueAt: now + pauseMs });
  if (asked) await ctx.effects.lookAgain(tx, where, pauseMs);
}
