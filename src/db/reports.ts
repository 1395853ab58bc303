import { desc, eq } from "drizzle-orm";
import type { Database } from "./open.ts";
import { reports } from "./schema.ts";

export type Report = typeof reports.$inferSelect;

export async function insertReport(tx: Database, row: typeof reports.$inferInsert): Promise<void> {
  await tx.insert(reports).values(row);
}

/** The agent's latest reports, newest first. */
export async function latestReports(db: Database, agentId: string, limit: number): Promise<Report[]> {
  return await db
    .select()
    .from(reports)
    .where(eq(reports.agentId, agentId))
    .orderBy(desc(reports.at))
    .limit(limit);
}
