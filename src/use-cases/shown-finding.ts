import type { ShownFinding } from "../cards/finding.ts";
import { findFinding, type FindingRow } from "../db/findings.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/** A finding by the id on its card; null when it is none of ours. */
export async function readFinding(ctx: Pick<Context, "db">, id: string): Promise<FindingRow | null> {
  return await findFinding(ctx.db, id);
}

/** What a card shows of it; null when no look has described it yet. */
export function shownFinding(row: FindingRow, shareable: boolean): ShownFinding | null {
  const { id, finding, status, baseline, acceptance, reopened, tried, fixedBy, closedAt } = row;
  if (!finding) return null;
  return {
    id,
    platform: row.platform as PlatformId,
    finding: { ...finding, severity: row.severity },
    state: {
      status,
      since: row.firstSeen.getTime(),
      baseline,
      acceptance,
      reopened,
      assignee: row.assignee?.name ?? null,
    },
    closedAt: closedAt?.getTime() ?? null,
    fixedBy,
    tried,
    shareable,
  };
}
