import { desc, inArray } from "drizzle-orm";
import type { Database } from "./open.ts";
import { audits } from "./schema.ts";

/** The newest look at every workspace of these platforms, without the snapshot itself. */
export async function latestAudits(db: Database, platforms: string[]) {
  if (platforms.length === 0) return [];
  const { platform, workspace, takenAt, seenAt, summary, tracked } = audits;
  return await db
    .selectDistinctOn([platform, workspace], { platform, workspace, takenAt, seenAt, summary, tracked })
    .from(audits)
    .where(inArray(platform, platforms))
    .orderBy(platform, workspace, desc(audits.id));
}
