import { eq, max, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { identities, reports, requests } from "./schema.ts";

/**
 * The accounts that agents have on a platform, each with when its agent last asked or reported anything here, in milliseconds
 * since the epoch; null for an agent that never did.
 */
export async function lastHeard(
  db: Database,
  platform: string,
): Promise<{ account: string; heard: number | null }[]> {
  const asked = db
    .select({ agent: requests.agentId, at: max(requests.createdAt).as("asked_at") })
    .from(requests)
    .groupBy(requests.agentId)
    .as("asked");
  const reported = db
    .select({ agent: reports.agentId, at: max(reports.at).as("reported_at") })
    .from(reports)
    .groupBy(reports.agentId)
    .as("reported");
  const rows = await db
    .select({ account: identities.userId, asked: asked.at, reported: reported.at })
    .from(identities)
    .leftJoin(asked, eq(asked.agent, identities.agentId))
    .leftJoin(reported, eq(reported.agent, identities.agentId))
    .where(eq(identities.platform, platform));
  return rows.map(({ account, ...times }) => {
    const known = Object.values(times).filter((time) => time !== null);
    return {
      account,
      heard: known.length === 0 ? null : Math.max(...known.map((time) => new Date(time).getTime())),
    };
  });
}

/** The newest report of each agent that has booleans of Telegram's getMe in it, with the agent's account there. */
export async function telegramReports(db: Database) {
  return await db
    .selectDistinctOn([reports.agentId], { account: identities.userId, at: reports.at, body: reports.body })
    .from(reports)
    .innerJoin(identities, eq(identities.agentId, reports.agentId))
    .where(sql`${identities.platform} = 'telegram' and ${reports.body} ? 'telegram'`)
    .orderBy(reports.agentId, sql`${reports.at} desc`);
}
