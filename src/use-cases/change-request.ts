import { copiesOf } from "../db/copies.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import { lockRequest, saveState, type StoredRequest } from "../db/requests.ts";
import { step, type RequestEvent, type RequestState, type WhyNot } from "../domain/approval/request.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import type { Context } from "./context.ts";
import { rememberIn } from "./remember.ts";
import { pauseIfRefused } from "./hold-back.ts";

export type Changed =
  | { ok: true; before: StoredRequest; state: RequestState }
  | { ok: false; before: StoredRequest; why: WhyNot };

/**
 * The one way a request changes: in one transaction the next state, its votes, the jobs that redraw every copy, the next
 * reminder, the wake-up of whoever waits, and the ledger. Null when there is no such request.
 */
export async function changeRequest(ctx: Context, id: string, event: RequestEvent): Promise<Changed | null> {
  return await ctx.db.transaction((tx) => changeRequestIn(ctx, tx, id, event));
}

/** The same inside a transaction that does more. `also` is recorded before what the change itself records. */
export async function changeRequestIn(
  ctx: Context,
  tx: Database,
  id: string,
  event: RequestEvent,
  also: LedgerFact[] = [],
): Promise<Changed | null> {
  const before = await lockRequest(tx, id);
  if (!before) return null;
  const next = step(before.state, event);
  if (!next.ok) return { ok: false, before, why: next.why };
  if (!(await saveState(tx, before, next.state)))
    throw new Error(`Request ${id} changed although this transaction holds its lock.`);

  const copies = await copiesOf(tx, id);
  await ctx.effects.deliverCopies(
    tx,
    copies.map((copy) => copy.id),
  );
  const due = nextDue(next.state);
  if (due !== null && due !== nextDue(before.state)) await ctx.effects.remind(tx, id, due);
  if (before.row.callbackUrl && before.state.status === "pending" && next.state.status !== "pending")
    await ctx.effects.callBack(tx, id);
  await ctx.effects.announce(tx, id);
  const unwanted = before.state.status === "pending" && ["denied", "expired"].includes(next.state.status);
  const paused = unwanted ? await pauseIfRefused(ctx, tx, before.row, event.at) : [];
  const facts = next.facts.map((fact) => ({ at: event.at, kind: fact.kind, subject: id, body: fact.body }));
  const kept = event.type === "vote" ? await rememberIn(ctx, tx, before.row, next.state, event.at) : [];
  await appendLedger(tx, [...also, ...facts, ...kept, ...paused]);
  return { ok: true, before, state: next.state };
}

/** When somebody has to look at the request again; null when never. */
export function nextDue(state: RequestState): number | null {
  if (state.grant) return state.grant.state === "unclaimed" ? state.grant.useBy : null;
  if (state.status !== "pending") return null;
  const rung = state.policy.escalate[state.escalated];
  return rung ? Math.min(state.decideBy, state.createdAt + rung.afterMs) : state.decideBy;
}
