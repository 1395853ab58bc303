import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { audits } from "./schema.ts";

/**
 * The newest look at every workspace where one of these accounts was seen (one of each platform), without the snapshot
 * itself. The database does the choosing.
 */
export async function latestAudits(db: Database, who: { platform: string; userId: string }[]) {
  if (who.length === 0) return [];
  const { platform, workspace, takenAt, seenAt, summary } = audits;
  const newest = db
    .selectDistinctOn([platform, workspace], { platform, workspace, takenAt, seenAt, summary })
    .from(audits)
    .where(
      inArray(
        platform,
        who.map((account) => account.platform),
      ),
    )
    .orderBy(platform, workspace, desc(audits.id))
    .as("newest");
  const seen = who.map((account) =>
    and(
      eq(newest.platform, account.platform),
      sql`${newest.summary} -> 'agents' @> ${JSON.stringify([{ id: account.userId }])}::jsonb`,
    ),
  );
  return await db
    .select()
    .from(newest)
    .where(or(...seen));
}
