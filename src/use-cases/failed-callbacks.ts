import { countFailedCallbacks } from "../db/health.ts";
import { CALLBACK_FAILED } from "./call-back.ts";
import type { Context } from "./context.ts";

const WEEK_MS = 7 * 86_400_000;

/** Agents that could not be told of a decision within the last week, and how often. */
export async function failedCallbacks(
  ctx: Pick<Context, "db" | "now">,
): Promise<{ agentId: string; count: number }[]> {
  return await countFailedCallbacks(ctx.db, CALLBACK_FAILED, ctx.now() - WEEK_MS);
}
