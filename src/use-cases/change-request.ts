import { noLetters, type Letters } from "../db/letters.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Copy } from "../db/copies.ts";
import type { Database } from "../db/open.ts";
import { lockRequest, type StoredRequest } from "../db/requests.ts";
import { saveChange, type Change } from "../db/save-change.ts";
import {
  step,
  toRemember,
  type RequestEvent,
  type RequestState,
  type WhyNot,
} from "../domain/approval/request.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import type { Context } from "./context.ts";
import { rememberIn } from "./remember.ts";
import { pauseIfRefused } from "./hold-back.ts";

export type Changed =
  | { ok: true; before: StoredRequest; state: RequestState }
  | { ok: false; before: StoredRequest; why: WhyNot };

/**
 * The one way a request changes: at once the next state, its votes, the jobs that redraw every copy, the next reminder, the
 * wake-up of whoever waits, and the ledger. Null when there is no such request.
 */
export async function changeRequest(ctx: Context, id: string, event: RequestEvent): Promise<Changed | null> {
  return await ctx.db.transaction((tx) => changeRequestIn(ctx, tx, id, event));
}

/**
 * The same without waiting for anybody and in one statement, for a request that was read just now: null when somebody changed
 * it since, when `provided` does not hold, or when more follows than one statement can do. Then nothing happened, and
 * `changeRequestIn` has to.
 */
export async function changeUnlocked(
  ctx: Context,
  before: StoredRequest & { copies: Copy[] },
  event: RequestEvent,
  provided: NonNullable<Change["provided"]>,
): Promise<Changed | null> {
  const next = step(before.state, event);
  if (!next.ok) return { ok: false, before, why: next.why };
  if (isUnwanted(before.state, next.state) || toRemember(next.state)) return null;
  const letters = await lettersOf(ctx, before, next.state);
  const facts = factsOf(before, next.facts, event);
  const saved = await saveChange(ctx.db, { before, next: next.state, letters, facts, provided });
  if (!saved) return null;
  ctx.wake(before.row.id);
  return { ok: true, before, state: next.state };
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
  const kept = event.type === "vote" ? await rememberIn(ctx, tx, before.row, next.state, event.at) : [];
  const facts = [...also, ...factsOf(before, next.facts, event), ...kept];
  const letters = await lettersOf(ctx, before, next.state);
  const unwanted = isUnwanted(before.state, next.state);
  // What is refused may lead to a pause, and that is told after counting it: then the ledger has to wait for this.
  if (!(await saveChange(tx, { before, next: next.state, letters, facts: unwanted ? [] : facts })))
    throw new Error(`Request ${id} changed although this transaction holds its lock.`);
  if (unwanted) await appendLedger(tx, [...facts, ...(await pauseIfRefused(ctx, tx, before.row, event.at))]);
  return { ok: true, before, state: next.state };
}

function isUnwanted(before: RequestState, next: RequestState): boolean {
  return before.status === "pending" && ["denied", "expired"].includes(next.status);
}

function factsOf(
  { row }: StoredRequest,
  facts: { kind: string; body: Record<string, unknown> }[],
  { at }: RequestEvent,
): LedgerFact[] {
  return facts.map(({ kind, body }) => ({ at, kind, subject: row.id, body }));
}

/** What has to be done about a change, and who has to be told. */
async function lettersOf(
  { effects }: Pick<Context, "effects">,
  before: StoredRequest & { copies: Copy[] },
  next: RequestState,
): Promise<Letters> {
  const letters = noLetters();
  const { id, callbackUrl } = before.row;
  await effects.deliverCopies(
    letters,
    before.copies.map((copy) => copy.id),
  );
  const due = nextDue(next);
  if (due !== null && due !== nextDue(before.state)) await effects.remind(letters, id, due);
  if (callbackUrl && before.state.status === "pending" && next.status !== "pending")
    await effects.callBack(letters, id);
  await effects.announce(letters, id);
  return letters;
}

/** When somebody has to look at the request again; null when never. */
export function nextDue(state: RequestState): number | null {
  if (state.grant) return state.grant.state === "unclaimed" ? state.grant.useBy : null;
  if (state.status !== "pending") return null;
  const rung = state.policy.escalate[state.escalated];
  return rung ? Math.min(state.decideBy, state.createdAt + rung.afterMs) : state.decideBy;
}
