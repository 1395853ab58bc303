import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { remembered } from "./schema.ts";

export type Remembered = typeof remembered.$inferSelect;

/** With the name of the action it is about. */
export interface RememberedAction extends Remembered {
  action: string;
  title: string | null;
}

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
        rememberedInForce(now),
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
    .where(and(eq(remembered.id, id), rememberedInForce(now)))
    .returning({ id: remembered.id });
  return taken.length === 1;
}

export interface RememberedAction extends Remembered {
  action: string;
  title: string | null;
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
    .where(and(eq(remembered.id, id), rememberedInForce(now)))
    .returning({ id: remembered.id });
  return revoked.length === 1;
}

export async function revokeAllOf(tx: Database, agentId: string, now: number): Promise<number> {
  const revoked = await tx
    .update(remembered)
    .set({ revokedAt: new Date(now) })
    .where(and(eq(remembered.agentId, agentId), rememberedInForce(now)))
    .returning({ id: remembered.id });
  return revoked.length;
}

/** Neither revoked nor used up nor over. */
export function rememberedInForce(now: number) {
  return and(
    isNull(remembered.revokedAt),
    gt(remembered.usesLeft, 0),
    gt(remembered.expiresAt, new Date(now)),
  );
}
