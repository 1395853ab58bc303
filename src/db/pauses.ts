import { and, desc, eq, gt, inArray, lt, lte, sql } from "drizzle-orm";
import type { Decided } from "../domain/approval/limits.ts";
import type { Database } from "./open.ts";
import { joinedKeys, pauses, requests } from "./schema.ts";

/** Any number, the same in every process: together with an agent and an action, whoever holds it counts what was decided. */
const PAUSE_LOCK = 720_311;

/** Decisions about this action that commit at once are counted one after the other, so that the last one sees them all. */
export async function countAlone(tx: Database, agentId: string, action: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${PAUSE_LOCK}, hashtext(${`${agentId}/${action}`}))`);
}

/** False when it was paused already. */
export async function pause(
  tx: Database,
  agentId: string,
  action: string,
  since: number,
  until: number,
): Promise<boolean> {
  const set = { since: new Date(since), until: new Date(until) };
  const made = await tx
    .insert(pauses)
    .values({ agentId, action, ...set })
    .onConflictDoUpdate({
      target: [pauses.agentId, pauses.action],
      set,
      setWhere: lte(pauses.until, new Date(since)),
    })
    .returning({ agentId: pauses.agentId });
  return made.length === 1;
}

/** What people decided about this action since then; what led to the last pause is not counted twice. */
export async function decidedSince(
  db: Database,
  agentId: string,
  action: string,
  since: number,
): Promise<Decided[]> {
  const [last] = await db
    .select()
    .from(pauses)
    .where(and(eq(pauses.agentId, agentId), eq(pauses.action, action)));
  const from = Math.max(since, last?.since.getTime() ?? 0);
  const rows = await db
    .select({ status: requests.state, at: requests.decidedAt })
    .from(requests)
    .where(
      and(
        eq(requests.agentId, agentId),
        eq(requests.action, action),
        gt(requests.decidedAt, new Date(from)),
        inArray(requests.state, ["approved", "denied", "expired"]),
      ),
    )
    .orderBy(desc(requests.decidedAt))
    .limit(100);
  return rows.map((row) => ({ status: row.status as Decided["status"], at: row.at?.getTime() ?? 0 }));
}

/** The undecided request that is the same wish; null when there is none. */
export async function findSame(
  db: Database,
  sameness: string,
): Promise<{ id: string; decideBy: number } | null> {
  const [row] = await db
    .select({ id: requests.id, decideBy: requests.decideBy })
    .from(requests)
    .where(and(eq(requests.sameness, sameness), eq(requests.state, "pending")));
  return row ? { id: row.id, decideBy: row.decideBy.getTime() } : null;
}

export type JoinedKey = typeof joinedKeys.$inferSelect;

/** The idempotency key of a wish that joined a request, kept so that repeating it finds the same one. */
export async function keepJoinedKey(db: Database, key: JoinedKey): Promise<void> {
  await db.insert(joinedKeys).values(key).onConflictDoNothing();
}

export async function findJoinedKey(db: Database, agentId: string, key: string): Promise<JoinedKey | null> {
  const [row] = await db
    .select()
    .from(joinedKeys)
    .where(and(eq(joinedKeys.agentId, agentId), eq(joinedKeys.key, key)));
  return row ?? null;
}

export async function dropJoinedKey(db: Database, agentId: string, key: string): Promise<void> {
  await db.delete(joinedKeys).where(and(eq(joinedKeys.agentId, agentId), eq(joinedKeys.key, key)));
}

export async function dropJoinedKeysBefore(db: Database, before: number): Promise<void> {
  await db.delete(joinedKeys).where(lt(joinedKeys.at, new Date(before)));
}
