import { asc } from "drizzle-orm";
import type { Database } from "./open.ts";
import { checkpoints } from "./schema.ts";

export type CheckpointRow = typeof checkpoints.$inferSelect;

export async function allCheckpoints(db: Database): Promise<CheckpointRow[]> {
  return await db.select().from(checkpoints).orderBy(asc(checkpoints.seq));
}

/** Keeps a checkpoint; one for the same end of the chain changes nothing. */
export async function keepCheckpoint(db: Database, row: CheckpointRow): Promise<void> {
  await db.insert(checkpoints).values(row).onConflictDoNothing();
}
