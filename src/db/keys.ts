import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "./open.ts";
import { agentKeys } from "./schema.ts";

export type KeyRow = typeof agentKeys.$inferSelect;

export async function insertKey(tx: Database, row: typeof agentKeys.$inferInsert): Promise<void> {
  await tx.insert(agentKeys).values(row);
}

export async function findKeyBySha256(db: Database, sha256: string): Promise<KeyRow | null> {
  const [row] = await db.select().from(agentKeys).where(eq(agentKeys.sha256, sha256));
  return row ?? null;
}

export async function findKey(db: Database, id: string): Promise<KeyRow | null> {
  const [row] = await db.select().from(agentKeys).where(eq(agentKeys.id, id));
  return row ?? null;
}

export async function keysOf(db: Database, agentId: string | null): Promise<KeyRow[]> {
  return await db
    .select()
    .from(agentKeys)
    .where(agentId === null ? undefined : eq(agentKeys.agentId, agentId))
    .orderBy(asc(agentKeys.agentId), asc(agentKeys.createdAt), asc(agentKeys.id));
}

export async function markRevoked(tx: Database, id: string, now: number): Promise<void> {
  await tx
    .update(agentKeys)
    .set({ revokedAt: new Date(now) })
    .where(eq(agentKeys.id, id));
}

/** Keys of an agent that would outlive `until` end then. */
export async function shortenKeys(tx: Database, agentId: string, until: number): Promise<void> {
  await tx
    .update(agentKeys)
    .set({ expiresAt: new Date(until) })
    .where(
      and(
        eq(agentKeys.agentId, agentId),
        isNull(agentKeys.revokedAt),
        gt(agentKeys.expiresAt, new Date(until)),
      ),
    );
}
