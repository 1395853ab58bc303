import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { reports } from "./schema.ts";

export type Report = typeof reports.$inferSelect;

export async function insertReport(tx: Database, row: typeof reports.$inferInsert): Promise<void> {
  await tx.insert(reports).values(row);
}

/**
 * Everything reported since then that says something about tokens or prompts: of equal reports by one agent the first and the
 * last one, because agents may report every minute.
 */
export async function reportsSince(
  db: Database,
  since: number,
): Promise<Pick<Report, "agentId" | "at" | "body">[]> {
  const said = db
    .select({
      agentId: reports.agentId,
      tokens: sql`${reports.body} -> 'tokenFingerprints'`.as("tokens"),
      prompt: sql`${reports.body} -> 'promptSha256'`.as("prompt"),
      first: sql<string>`min(${reports.at})`.as("first"),
      last: sql<string>`max(${reports.at})`.as("last"),
    })
    .from(reports)
    .where(
      and(
        gte(reports.at, new Date(since)),
        sql`(${reports.body} ? 'tokenFingerprints' or ${reports.body} ? 'promptSha256')`,
      ),
    )
    .groupBy(
      reports.agentId,
      sql`${reports.body} -> 'tokenFingerprints'`,
      sql`${reports.body} -> 'promptSha256'`,
    );
  return (await said).flatMap(({ agentId, tokens, prompt, first, last }) =>
    [first, last].map((at) => ({
      agentId,
      at: new Date(at),
      body: {
        ...(tokens === null ? {} : { tokenFingerprints: tokens }),
        ...(prompt === null ? {} : { promptSha256: prompt }),
      },
    })),
  );
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

/** The limit on its model account that each agent named last, and when. */
export async function lastSpend(db: Database): Promise<Map<string, { limit: string; at: number }>> {
  const rows = await db
    .selectDistinctOn([reports.agentId], {
      agentId: reports.agentId,
      at: reports.at,
      spend: sql<{ limit: string; currency: string }>`${reports.body} -> 'spend'`,
    })
    .from(reports)
    .where(sql`${reports.body} -> 'spend' ? 'limit'`)
    .orderBy(reports.agentId, desc(reports.at));
  return new Map(
    rows.map(({ agentId, at, spend }) => [
      agentId,
      { limit: `${spend.limit} ${spend.currency}`, at: at.getTime() },
    ]),
  );
}
