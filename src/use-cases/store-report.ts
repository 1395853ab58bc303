import { insertReport } from "../db/reports.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";

/** Keeps what an agent says about itself: evidence of the lowest rung, never more. */
export async function storeReport(
  ctx: Pick<Context, "db" | "now" | "random">,
  agentId: string,
  report: Record<string, unknown>,
): Promise<void> {
  await insertReport(ctx.db, { id: newId(ctx, "rep"), agentId, at: new Date(ctx.now()), body: report });
}
