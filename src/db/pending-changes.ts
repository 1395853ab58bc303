import { and, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "./open.ts";
import { pendingChanges, type ChangeOutcome } from "./schema.ts";

export type PendingChange = typeof pendingChanges.$inferSelect;

export async function insertPendingChange(
  tx: Database,
  change: Omit<PendingChange, "closedAt" | "outcome">,
): Promise<void> {
  await tx.insert(pendingChanges).values(change);
}

export async function findPendingChange(db: Database, id: string): Promise<PendingChange | null> {
  const [row] = await db.select().from(pendingChanges).where(eq(pendingChanges.id, id));
  return row ?? null;
}

/** Locked, so that of two people who press at once one decides. */
export async function lockPendingChange(tx: Database, id: string): Promise<PendingChange | null> {
  const [row] = await tx.select().from(pendingChanges).where(eq(pendingChanges.id, id)).for("update");
  return row ?? null;
}

/** What still waits for this agent at that moment. */
export async function openChangesOf(tx: Database, agentId: string, now: number): Promise<PendingChange[]> {
  return await tx
    .select()
    .from(pendingChanges)
    .where(
      and(
        eq(pendingChanges.agentId, agentId),
        isNull(pendingChanges.closedAt),
        gt(pendingChanges.expiresAt, new Date(now)),
      ),
    );
}

export async function closePendingChange(
  tx: Database,
  id: string,
  outcome: ChangeOutcome,
  now: number,
): Promise<void> {
  await tx
    .update(pendingChanges)
    .set({ closedAt: new Date(now), outcome })
    .where(and(eq(pendingChanges.id, id), isNull(pendingChanges.closedAt)));
}
