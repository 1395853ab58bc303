import { liveFindingsOf } from "../db/findings.ts";
import { latestAudits } from "../db/latest-audits.ts";
import type { Agent } from "../domain/manifest.ts";
import type { Context } from "./context.ts";

/** What the newest audit of one workspace says about an agent. */
export interface AuditOfAgent {
  platform: string;
  workspace: string;
  /** When the workspace last still looked like this, in milliseconds since the epoch. */
  seenAt: number;
  grade: string;
  /** 0 to 100, and the share of what had to be seen for it that could be seen. */
  creep: number;
  coverage: number;
  findings: { rule: string; severity: string; status: "open" | "accepted"; since: number }[];
}

/** One for every workspace where the agent was seen; none means: not looked at yet, which is not the same as fine. */
export async function readAuditsOf(
  ctx: Pick<Context, "db">,
  identities: Agent["identities"],
): Promise<AuditOfAgent[]> {
  const ids = new Map(
    Object.entries(identities).flatMap(([platform, who]) => (who ? [[platform, who.userId]] : [])),
  );
  const accounts = [...ids].map(([platform, userId]) => ({ platform, userId }));
  const [looks, live] = await Promise.all([latestAudits(ctx.db, accounts), liveFindingsOf(ctx.db, accounts)]);
  return looks.flatMap(({ platform, workspace, seenAt, summary }) => {
    const id = ids.get(platform);
    const seen = summary.agents.find((agent) => agent.id === id);
    if (!seen) return [];
    const findings = live
      .filter((row) => row.platform === platform && row.workspace === workspace)
      .map(({ rule, severity, status, firstSeen }) => ({
        rule,
        severity,
        status: status === "accepted" ? status : ("open" as const),
        since: firstSeen.getTime(),
      }));
    const { grade, creep, coverage } = seen;
    return [{ platform, workspace, seenAt: seenAt.getTime(), grade, creep, coverage, findings }];
  });
}
