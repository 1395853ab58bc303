import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { remembered, requests } from "./schema.ts";

export type Remembered = typeof remembered.$inferSelect;

export async function insertRemembered(tx: Database, row: typeof remembered.$inferInsert): Promise<void> {
  await tx.insert(remembered).values(row);
}

/** What could answer an equal request now: the one that ends first. */
export async function findRecallable(
  db: Database,
  equal: Pick<Remembered, "agentId" | "actionHash" | "audience" | "policyDigest">,
  now: number,
): Promise<Remembered | null> {
  const [row] = await db
    .select()
    .from(remembered)
    .where(
      and(
        eq(remembered.agentId, equal.agentId),
        eq(remembered.actionHash, equal.actionHash),
        eq(remembered.audience, equal.audience),
        eq(remembered.policyDigest, equal.policyDigest),
        inForce(now),
      ),
    )
    .orderBy(asc(remembered.expiresAt))
    .limit(1);
  return row ?? null;
}

/** False when it was used up, revoked or ended meanwhile: of many who use the last one at once, one gets it. */
export async function takeUse(tx: Database, id: string, now: number): Promise<boolean> {
  const taken = await tx
    .update(remembered)
    .set({ usesLeft: sql`${remembered.usesLeft} - 1` })
    .where(and(eq(remembered.id, id), inForce(now)))
    .returning({ id: remembered.id });
  return taken.length === 1;
}

export interface RememberedAction extends Remembered {
  action: string;
  title: string | null;
}

/** Everything that would answer by itself now; the newest first. */
export async function allInForce(db: Database, now: number): Promise<RememberedAction[]> {
  const rows = await db
    .select({ remembered, action: requests.action, title: requests.title })
    .from(remembered)
    .innerJoin(requests, eq(remembered.requestId, requests.id))
    .where(inForce(now))
    .orderBy(desc(remembered.createdAt));
  return rows.map((row) => ({ ...row.remembered, action: row.action, title: row.title }));
}

export async function findRemembered(db: Database, id: string): Promise<Remembered | null> {
  const [row] = await db.select().from(remembered).where(eq(remembered.id, id));
  return row ?? null;
}

/** False when it had no force any more. */
export async function revokeOne(tx: Database, id: string, now: number): Promise<boolean> {
  const revoked = await tx
    .update(remembered)
    .set({ revokedAt: new Date(now) })
    .where(and(eq(remembered.id, id), inForce(now)))
    .returning({ id: remembered.id });
  return revoked.length === 1;
}

export async function revokeAllOf(tx: Database, agentId: string, now: number): Promise<number> {
  const revoked = await tx
    .update(remembered)
    .set({ revokedAt: new Date(now) })
    .where(and(eq(remembered.agentId, agentId), inForce(now)))
    .returning({ id: remembered.id });
  return revoked.length;
}

function inForce(now: number) {
  return and(
    isNull(remembered.revokedAt),
    gt(remembered.usesLeft, 0),
    gt(remembered.expiresAt, new Date(now)),
  );
}
