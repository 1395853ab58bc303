import { failedPrivately } from "../db/copies.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/** Whoever writes to us privately can be written to: what they could not be asked before, they are asked now. */
export async function askAgainPrivately(
  ctx: Context,
  who: { platform: PlatformId; id: string },
): Promise<void> {
  const copyIds = await failedPrivately(ctx.db, who.platform, who.id);
  if (copyIds.length > 0) await ctx.effects.deliverCopies(ctx.db, copyIds);
}
