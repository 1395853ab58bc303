import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { looks } from "./schema.ts";

export type Look = typeof looks.$inferSelect;

const at = (platform: string, workspace: string) =>
  and(eq(looks.platform, platform), eq(looks.workspace, workspace));

/**
 * Says that a workspace has to be looked at again by `dueAt`. False when that is arranged already. A look that is due now may
 * have begun before this, so it doesn't count.
 */
export async function askLook(
  tx: Database,
  platform: string,
  workspace: string,
  { now, dueAt }: { now: number; dueAt: number },
): Promise<boolean> {
  await tx.insert(looks).values({ platform, workspace }).onConflictDoNothing();
  const [look] = await tx.select().from(looks).where(at(platform, workspace)).for("update");
  const arranged = look?.dueAt?.getTime() ?? 0;
  if (arranged > now && arranged <= dueAt) return false;
  await tx
    .update(looks)
    .set({ dueAt: new Date(dueAt) })
    .where(at(platform, workspace));
  return true;
}

export async function findLook(db: Database, platform: string, workspace: string): Promise<Look | null> {
  const [row] = await db.select().from(looks).where(at(platform, workspace));
  return row ?? null;
}

/** The look that was due then is done; one that was asked for meanwhile stays. */
export async function lookDone(
  db: Database,
  platform: string,
  workspace: string,
  dueAt: Date,
): Promise<void> {
  await db
    .update(looks)
    .set({ dueAt: null })
    .where(and(at(platform, workspace), eq(looks.dueAt, dueAt)));
}

/** Only forwards: two readers at once must not send the log back to the start. Entry ids are numbers. */
export async function keepLastEntry(
  db: Database,
  platform: string,
  workspace: string,
  lastEntry: string,
): Promise<void> {
  await db
    .update(looks)
    .set({ lastEntry })
    .where(and(at(platform, workspace), sql`${looks.lastEntry}::numeric < ${lastEntry}::numeric`));
}

/** Workspaces whose look is overdue: a job was lost. */
export async function overdueLooks(db: Database, before: number, limit: number): Promise<Look[]> {
  return await db
    .select()
    .from(looks)
    .where(lte(looks.dueAt, new Date(before)))
    .orderBy(asc(looks.dueAt))
    .limit(limit);
}
