import { and, asc, count, eq, inArray, lte, sql } from "drizzle-orm";
import type { Policy } from "../domain/approval/policy.ts";
import type { RequestState } from "../domain/approval/request.ts";
import type { Database } from "./open.ts";
import { requests, votes } from "./schema.ts";

export type RequestRow = typeof requests.$inferSelect;
export type VoteRow = typeof votes.$inferSelect;

/** A stored request: the row, and the same as the state machine sees it. */
export interface StoredRequest {
  row: RequestRow;
  state: RequestState;
}

export async function findRequest(db: Database, id: string): Promise<StoredRequest | null> {
  const [[row], ballots] = await Promise.all([
    db.select().from(requests).where(eq(requests.id, id)),
    db.select().from(votes).where(eq(votes.requestId, id)).orderBy(asc(votes.at), asc(votes.person)),
  ]);
  return row ? { row, state: stateOf(row, ballots) } : null;
}

/** The same, and nobody else changes it until the caller's transaction ends: presses take turns instead of retrying. */
export async function lockRequest(tx: Database, id: string): Promise<StoredRequest | null> {
  await tx.select({ id: requests.id }).from(requests).where(eq(requests.id, id)).for("update");
  return await findRequest(tx, id);
}

export async function findByIdempotencyKey(
  db: Database,
  agentId: string,
  key: string,
): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(requests)
    .where(and(eq(requests.agentId, agentId), eq(requests.idempotencyKey, key)));
  return row ?? null;
}

export async function findByGrant(db: Database, grantId: string): Promise<StoredRequest | null> {
  const [row] = await db.select({ id: requests.id }).from(requests).where(eq(requests.grantId, grantId));
  return row ? await findRequest(db, row.id) : null;
}

/** False when the agent has already used this idempotency key, or has the same wish pending. */
export async function insertRequest(tx: Database, row: typeof requests.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(requests).values(row).onConflictDoNothing().returning({ id: requests.id });
  return inserted.length === 1;
}

/** After its 24 hours an idempotency key is free again. */
export async function releaseIdempotencyKey(tx: Database, requestId: string): Promise<void> {
  await tx.update(requests).set({ idempotencyKey: null }).where(eq(requests.id, requestId));
}

/**
 * Writes the next state if nobody else wrote one in between: the compare-and-swap behind every decision. False when somebody did.
 * Ballots are written with it; they only ever get added, or stop counting.
 */
export async function saveState(tx: Database, before: StoredRequest, next: RequestState): Promise<boolean> {
  const saved = await tx
    .update(requests)
    .set({
      state: next.status,
      version: next.version,
      escalated: next.escalated,
      decidedAt: next.decidedAt === null ? null : new Date(next.decidedAt),
      ending: next.ending,
      grantId: next.grant?.id ?? null,
      grantState: next.grant?.state ?? null,
      useBy: next.grant ? new Date(next.grant.useBy) : null,
      consumedAt: next.grant?.consumedAt ? new Date(next.grant.consumedAt) : null,
    })
    .where(
      and(
        eq(requests.id, before.row.id),
        eq(requests.version, before.state.version),
        eq(requests.state, before.state.status),
      ),
    )
    .returning({ id: requests.id });
  if (saved.length === 0) return false;

  const silenced = next.votes.filter((vote, index) => before.state.votes[index]?.counts && !vote.counts);
  if (silenced.length > 0)
    await tx
      .update(votes)
      .set({ counts: false })
      .where(
        and(
          eq(votes.requestId, before.row.id),
          inArray(
            votes.person,
            silenced.map((vote) => vote.person),
          ),
        ),
      );
  const added = next.votes.slice(before.state.votes.length);
  if (added.length > 0)
    await tx
      .insert(votes)
      .values(added.map((vote) => ({ ...vote, requestId: before.row.id, at: new Date(vote.at) })));
  return true;
}

/** Something that cards show changed, though not the decision (a place can't be reached): copies have to be redrawn. */
export async function bumpVersion(tx: Database, id: string): Promise<void> {
  await tx
    .update(requests)
    .set({ version: sql`${requests.version} + 1` })
    .where(eq(requests.id, id));
}

/**
 * An agent's pending requests, locked before anything else: whoever changes several must hold all of them before it writes
 * to the ledger, or it would wait for a voter who waits for the ledger. In the order of their ids, for the same reason.
 */
export async function lockPendingOf(tx: Database, agentId: string): Promise<RequestRow[]> {
  return await tx
    .select()
    .from(requests)
    .where(and(eq(requests.agentId, agentId), eq(requests.state, "pending")))
    .orderBy(asc(requests.id))
    .for("update");
}

/** Its approved requests whose grant is still unused, locked like that. */
export async function lockUnusedOf(tx: Database, agentId: string): Promise<RequestRow[]> {
  return await tx
    .select()
    .from(requests)
    .where(and(eq(requests.agentId, agentId), eq(requests.grantState, "unclaimed")))
    .orderBy(asc(requests.id))
    .for("update");
}

/** The same of all agents' pending ones. */
export async function lockAllPending(tx: Database): Promise<RequestRow[]> {
  return await tx
    .select()
    .from(requests)
    .where(eq(requests.state, "pending"))
    .orderBy(asc(requests.id))
    .for("update");
}

/** Ids of pending requests whose time to decide is over. */
export async function overdue(db: Database, now: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.state, "pending"), lte(requests.decideBy, new Date(now))))
    .orderBy(asc(requests.decideBy))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Ids of approved requests whose grant was not used in time. */
export async function unused(db: Database, now: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.grantState, "unclaimed"), lte(requests.useBy, new Date(now))))
    .orderBy(asc(requests.useBy))
    .limit(limit);
  return rows.map((row) => row.id);
}

function stateOf(row: RequestRow, ballots: VoteRow[]): RequestState {
  return {
    status: row.state,
    version: row.version,
    policy: JSON.parse(row.policy) as Policy,
    requestedBy:
      row.origin?.platform && row.origin.requestedBy
        ? `${row.origin.platform}:${row.origin.requestedBy}`
        : null,
    createdAt: row.createdAt.getTime(),
    decideBy: row.decideBy.getTime(),
    useWithinMs: row.useWithinMs,
    escalated: row.escalated,
    votes: ballots.map(({ requestId: _id, ...vote }) => ({
      ...vote,
      platform: vote.platform as "discord" | "telegram",
      at: vote.at.getTime(),
    })),
    decidedAt: row.decidedAt?.getTime() ?? null,
    ending: row.ending,
    grant:
      row.grantId && row.grantState && row.useBy
        ? {
            id: row.grantId,
            state: row.grantState,
            useBy: row.useBy.getTime(),
            consumedAt: row.consumedAt?.getTime() ?? null,
          }
        : null,
  };
}

/** How many requests wait for a decision, by agent. */
export async function pendingCounts(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .select({ agentId: requests.agentId, waiting: count() })
    .from(requests)
    .where(eq(requests.state, "pending"))
    .groupBy(requests.agentId);
  return new Map(rows.map((row) => [row.agentId, row.waiting]));
}
