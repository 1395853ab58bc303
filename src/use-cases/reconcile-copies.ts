import { staleCopies } from "../db/copies.ts";
import type { Context } from "./context.ts";

/** Every card that shows something else than the truth gets a job: after a crash, a restored backup, a lost job. */
export async function reconcileCopies(ctx: Pick<Context, "db" | "effects">, limit = 10_000): Promise<number> {
  const stale = await staleCopies(ctx.db, limit);
  if (stale.length > 0) await ctx.db.transaction((tx) => ctx.effects.deliverCopies(tx, stale));
  return stale.length;
}
