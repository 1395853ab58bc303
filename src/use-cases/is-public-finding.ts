import { isKeptCard } from "../db/finding-cards.ts";
import type { Posted } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/** Whether a message is one that everybody in its place sees, and that is kept up to date. */
export async function isPublicFinding(ctx: Pick<Context, "db">, on: Posted): Promise<boolean> {
  return await isKeptCard(ctx.db, on);
}
