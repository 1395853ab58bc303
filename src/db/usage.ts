import { and, asc, eq, sql } from "drizzle-orm";
import type { Covered } from "../domain/audit/coverage.ts";
import type { Database } from "./open.ts";
import { looks, usage } from "./schema.ts";

export type UsageRow = typeof usage.$inferSelect;

/** One proven use. The caller sees to it that each log entry is counted once. */
export async function keepUse(
  tx: Database,
  use: Omit<UsageRow, "uses" | "lastUsed"> & { at: number },
): Promise<void> {
  const { at, ...key } = use;
  const lastUsed = new Date(at);
  await tx
    .insert(usage)
    .values({ ...key, lastUsed, uses: 1 })
    .onConflictDoUpdate({
      target: [usage.platform, usage.workspace, usage.userId, usage.permission, usage.channel],
      set: {
        uses: sql`${usage.uses} + 1`,
        entryId: sql`case when excluded.last_used >= ${usage.lastUsed} then excluded.entry_id else ${usage.entryId} end`,
        lastUsed: sql`greatest(${usage.lastUsed}, excluded.last_used)`,
      },
    });
}

/** Every right that a bot in this workspace was ever proven to use, channel by channel. */
export async function usageIn(db: Database, platform: string, workspace: string): Promise<UsageRow[]> {
  return await db
    .select()
    .from(usage)
    .where(and(eq(usage.platform, platform), eq(usage.workspace, workspace)))
    .orderBy(asc(usage.userId), asc(usage.permission), asc(usage.channel));
}

export async function findCovered(
  db: Database,
  platform: string,
  workspace: string,
): Promise<Covered | null> {
  const [row] = await db
    .select()
    .from(looks)
    .where(and(eq(looks.platform, platform), eq(looks.workspace, workspace)));
  return row?.coveredFrom && row.coveredTo
    ? { from: row.coveredFrom.getTime(), to: row.coveredTo.getTime(), gaps: row.gaps }
    : null;
}

/** Null: from now on nothing is known, and what comes later starts anew. */
export async function keepCovered(
  db: Database,
  platform: string,
  workspace: string,
  covered: Covered | null,
): Promise<void> {
  if (!covered) {
    const nothing = { coveredFrom: null, coveredTo: null, gaps: [] };
    await db
      .update(looks)
      .set(nothing)
      .where(and(eq(looks.platform, platform), eq(looks.workspace, workspace)));
    return;
  }
  const { from, to, gaps } = covered;
  const set = { coveredFrom: new Date(from), coveredTo: new Date(to), gaps };
  await db
    .insert(looks)
    .values({ platform, workspace, ...set })
    .onConflictDoUpdate({ target: [looks.platform, looks.workspace], set });
}
