/** Keeps an agent from wearing people out: a bucket for each of its actions, and a pause when they keep saying no. */
import { pausedCard } from "../cards/paused.ts";
import { findAgent } from "../db/agents.ts";
import { takeToken } from "../db/buckets.ts";
import type { Database } from "../db/open.ts";
import { countAlone, decidedSince, pause, pausedUntil } from "../db/pauses.ts";
import type { RequestRow } from "../db/requests.ts";
import { limitsOf, NOS_COUNT_FOR_MS, refusedAgainAndAgain, type Limits } from "../domain/approval/limits.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import { flooding as words, inEveryLanguage } from "../words/index.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { refuse, type Outcome } from "./outcome.ts";

/** Why the agent may not ask for this now; null when it may, and then that counted. */
export async function heldBack(
  ctx: Pick<Context, "db" | "now">,
  agentId: string,
  action: string,
  { burst, everyMs }: Limits,
): Promise<(Outcome<never> & { ok: false }) | null> {
  const now = ctx.now();
  const until = await pausedUntil(ctx.db, agentId, action, now);
  if (until !== null)
    return refuse("rate_limited", words.paused(action, minutes(until - now)), { retryAfterMs: until - now });
  const key = `ask/${agentId}/${action}`;
  const waitMs = await takeToken(ctx.db, { key, size: burst, everyMs }, now);
  if (waitMs === null) return null;
  return refuse("rate_limited", words.tooOften(action, Math.ceil(waitMs / 1000)), { retryAfterMs: waitMs });
}

/** After a wish was denied or ran out, in the same transaction: pauses the action if that happened too often, and says so once. */
export async function pauseIfRefused(
  ctx: Context,
  tx: Database,
  { agentId, action }: Pick<RequestRow, "agentId" | "action">,
  at: number,
): Promise<LedgerFact[]> {
  const agent = await findAgent(tx, agentId);
  const known = agent?.document.actions.find(({ type }) => type === action);
  const pauseMs = known ? limitsOf(known).pauseMs : null;
  if (pauseMs === null) return [];
  await countAlone(tx, agentId, action);
  const decided = await decidedSince(tx, agentId, action, at - NOS_COUNT_FOR_MS);
  const refused = refusedAgainAndAgain(decided, at);
  if (!refused || !(await pause(tx, agentId, action, at, at + pauseMs))) return [];
  const card = inEveryLanguage(() => pausedCard({ agentId, action, refused, until: at + pauseMs }));
  await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { approversOf: agentId } }]);
  const body = { action, until: new Date(at + pauseMs).toISOString(), ...refused };
  return [{ at, kind: "agent.paused", subject: agentId, body }];
}

function minutes(ms: number): number {
  return Math.ceil(ms / 60_000);
}
