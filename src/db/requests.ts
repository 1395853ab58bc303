import { and, asc, count, eq, lte, type SQL, sql } from "drizzle-orm";
import type { Policy } from "../domain/approval/policy.ts";
import type { RequestState } from "../domain/approval/request.ts";
import { REVISION } from "./documents.ts";
import type { Database } from "./open.ts";
import type { Copy } from "./copies.ts";
import { humanNow, type Human } from "./people.ts";
import { rowFrom } from "./rows.ts";
import { rowsOf } from "./rows-of.ts";
import { CURRENT_KEY, PUBLIC_KEYS, type SealedKey } from "./signing-keys.ts";
import { copies, requests, votes } from "./schema.ts";

export type RequestRow = typeof requests.$inferSelect;
export type VoteRow = typeof votes.$inferSelect;

/** A stored request: the row, and the same as the state machine sees it. */
export interface StoredRequest {
  row: RequestRow;
  state: RequestState;
}

export async function findRequest(db: Database, id: string): Promise<StoredRequest | null> {
  const [found] = await read(db, byId(id));
  return found ?? null;
}

export type WithCopies = StoredRequest & { copies: Copy[] };

/** The same with its copies. */
export async function findWithCopies(db: Database, id: string): Promise<WithCopies | null> {
  const [found] = await readWithCopies(db, byId(id));
  return found ?? null;
}

/** The same with who acts through this account: all of one moment. */
export async function findForPress(
  db: Database,
  id: string,
  account: { platform: string; userId: string },
): Promise<(WithCopies & { human: Human }) | null> {
  const human = sql`${humanNow(account, sql`r.created_at`)}::json`;
  const [found] = await readWithCopies<{ human: Human }>(db, byId(id), { human });
  return found ?? null;
}

/** A request with the key that signs its grant; null while there is none. */
export async function findForClaim(
  db: Database,
  id: string,
): Promise<(StoredRequest & { key: SealedKey | null }) | null> {
  const [found] = await read<{ key: SealedKey | null }>(db, byId(id), { key: CURRENT_KEY });
  return found ?? null;
}

/** The request of a grant, the keys that can have signed it, and whether its agent may act; all of one moment. */
export async function findForUse(db: Database, grantId: string): Promise<(WithCopies & BesideGrant) | null> {
  const [found] = await readWithCopies<BesideGrant>(db, sql`where r.grant_id = ${grantId}::text`, {
    keys: PUBLIC_KEYS,
    revision: REVISION,
    frozen: sql`(select json_build_object('reason', a.frozen_reason) from agents a
      where a.id = r.agent_id and a.frozen_at is not null)`,
  });
  return found ?? null;
}

interface BesideGrant {
  keys: Record<string, unknown>[] | null;
  /** Of the documents; a freeze changes it. */
  revision: string;
  frozen: { reason: string | null } | null;
}

/** Several at once, in the order of the ids; those that do not exist are left out. */
export async function findAllWithCopies(db: Database, ids: string[]): Promise<WithCopies[]> {
  if (ids.length === 0) return [];
  const wanted = sql`select json_array_elements_text(${JSON.stringify(ids)}::text::json)`;
  const found = await readWithCopies(db, sql`where r.id in (${wanted})`);
  const known = new Map(found.map((stored) => [stored.row.id, stored]));
  return ids.flatMap((id) => known.get(id) ?? []);
}

/**
 * The same as `findWithCopies`, and nobody else changes it until the caller's transaction ends: presses take turns instead of
 * retrying. Two statements: one that waits for a lock still sees everything else as it was before it waited.
 */
export async function lockRequest(tx: Database, id: string): Promise<WithCopies | null> {
  await tx.execute(sql`select from requests where id = ${id}::text for update`);
  return await findWithCopies(tx, id);
}

const VOTES = sql`(select json_agg(v order by v.at, v.person) from votes v where v.request_id = r.id)`;
const COPIES = sql`(select json_agg(c order by c.id) from copies c where c.request_id = r.id)`;

type Json = Record<string, unknown>;

function byId(id: string): SQL {
  return sql`where r.id = ${id}::text`;
}

/** `also` is read beside each row, which it can call `r`: JSON by name. */
async function read<Also extends object = object>(
  db: Database,
  where: SQL,
  also: Record<string, SQL> = {},
): Promise<(StoredRequest & Also)[]> {
  const more = Object.entries(also).map(([name, value]) => sql`, ${sql.raw(`'${name}'`)}, ${value}`);
  const found = await db.execute(sql`select
    json_build_object('row', to_json(r), 'votes', ${VOTES}${sql.join(more)})::text as found from requests r ${where}`);
  return rowsOf<{ found: string }>(found).map(({ found: text }) => {
    const { row, votes: ballots, ...rest } = JSON.parse(text) as Found & Also;
    return { ...storedFrom({ row, votes: ballots }), ...(rest as unknown as Also) };
  });
}

async function readWithCopies<Also extends object = object>(
  db: Database,
  where: SQL,
  also: Record<string, SQL> = {},
): Promise<(WithCopies & Also)[]> {
  const found = await read<Also & { copies: Json[] | null }>(db, where, { ...also, copies: COPIES });
  return found.map((stored) => ({
    ...stored,
    copies: (stored.copies ?? []).map((copy) => rowFrom(copies, copy)),
  }));
}

interface Found {
  row: Json;
  votes: Json[] | null;
}

function storedFrom({ row, votes: ballots }: Found): StoredRequest {
  const known = rowFrom(requests, row);
  return {
    row: known,
    state: stateOf(
      known,
      (ballots ?? []).map((ballot) => rowFrom(votes, ballot)),
    ),
  };
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

/** What a new request is before anybody did anything. */
export function newlyStored(row: typeof requests.$inferInsert): StoredRequest {
  const nothing = { escalated: 0, decidedAt: null, ending: null, grantId: null, grantState: null };
  const full = { ...nothing, useBy: null, consumedAt: null, ...row } as RequestRow;
  return { row: full, state: stateOf(full, []) };
}

/** After its 24 hours an idempotency key is free again. */
export async function releaseIdempotencyKey(tx: Database, requestId: string): Promise<void> {
  await tx.update(requests).set({ idempotencyKey: null }).where(eq(requests.id, requestId));
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
