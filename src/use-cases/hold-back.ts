/** Keeps an agent from wearing people out: a bucket for each of its actions, and a pause when they keep saying no. */
import { pausedCard } from "../cards/paused.ts";
import { findAgent } from "../db/agents.ts";
import { tryToAsk, type Asking } from "../db/asking.ts";
import { waitForToken } from "../db/buckets.ts";
import type { Database } from "../db/open.ts";
import { countAlone, decidedSince, pause } from "../db/pauses.ts";
import type { RequestRow } from "../db/requests.ts";
import { limitsOf, NOS_COUNT_FOR_MS, refusedAgainAndAgain, type Limits } from "../domain/approval/limits.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import { flooding as words, inEveryLanguage } from "../words/index.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { refuse, type Outcome } from "./outcome.ts";

type Refused = Outcome<never> & { ok: false };

/**
 * Why the agent may not ask for this now, or the undecided request that is the same wish; with neither it may ask, and that
 * counted.
 */
export async function heldBack(
  ctx: Pick<Context, "db" | "now">,
  { agentId, action, sameness }: { agentId: string; action: string; sameness: string | null },
  { burst, everyMs }: Limits,
): Promise<{ refused: Refused | null; same: Asking["same"] }> {
  const now = ctx.now();
  const bucket = { key: `ask/${agentId}/${action}`, size: burst, everyMs };
  const { same, pausedUntil, taken } = await tryToAsk(ctx.db, { agentId, action, sameness, bucket }, now);
  if (same || taken) return { refused: null, same };
  const retryAfterMs = pausedUntil === null ? await waitForToken(ctx.db, bucket, now) : pausedUntil - now;
  const why =
    pausedUntil === null
      ? words.tooOften(action, Math.ceil(retryAfterMs / 1000))
      : words.paused(action, minutes(retryAfterMs));
  return { refused: refuse("rate_limited", why, { retryAfterMs }), same: null };
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
