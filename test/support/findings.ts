/** Findings as an earlier audit left them. */
import { saveFindings } from "../../src/db/findings.ts";
import type { Database } from "../../src/db/open.ts";
import type { Tracked } from "../../src/domain/audit/lifecycle.ts";

export async function keepTracked(
  db: Database,
  where: { platform: string; workspace: string },
  tracked: Tracked[],
): Promise<void> {
  await saveFindings(
    db,
    tracked.map((one, index) => ({
      id: `fnd_${where.workspace}_${index}`,
      ...where,
      ...one,
      facts: one.facts ?? null,
      reopened: one.reopened ?? null,
      firstSeen: new Date(one.firstSeen),
      lastSeen: new Date(one.lastSeen),
      closedAt: one.closedAt === null ? null : new Date(one.closedAt),
      acceptedUntil: one.acceptance && new Date(one.acceptance.until),
      finding: null,
      assignee: null,
      tried: null,
      fixedBy: null,
    })),
  );
}
