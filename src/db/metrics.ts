/** How long things take and what waits, for whoever watches the service. */
import { and, desc, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { audits, copies, requests } from "./schema.ts";
import { rowsOf } from "./rows-of.ts";

/**
 * Milliseconds from asking to a person's decision, of what was decided since `since`; null where nothing was. The index leads
 * with agent and action, of which there are few: each is jumped to instead of reading every request there ever was.
 */
export async function decisionTimes(
  db: Database,
  since: number,
): Promise<{ n: number; p50: number | null; p95: number | null }> {
  const taken = sql`extract(epoch from r.decided_at - r.created_at) * 1000`;
  const [row] = rowsOf<{ n: number; p50: number | null; p95: number | null }>(
    await db.execute(sql`
      with recursive kinds as (
        (select agent_id, action from requests order by agent_id, action limit 1)
        union all
        select next.agent_id, next.action from kinds cross join lateral (
          select r.agent_id, r.action from requests r where (r.agent_id, r.action) > (kinds.agent_id, kinds.action)
          order by r.agent_id, r.action limit 1
        ) next
      )
      select count(*)::int as n,
        percentile_cont(0.5) within group (order by ${taken})::float8 as p50,
        percentile_cont(0.95) within group (order by ${taken})::float8 as p95
      from kinds join requests r on r.agent_id = kinds.agent_id and r.action = kinds.action
      where r.decided_at > ${new Date(since).toISOString()}::timestamptz and r.state in ('approved', 'denied')`),
  );
  return { n: row?.n ?? 0, p50: row?.p50 ?? null, p95: row?.p95 ?? null };
}

/** Since when the card that is furthest behind shows something old, in milliseconds since the epoch; null: none does. */
export async function oldestBehind(db: Database): Promise<number | null> {
  const since = sql<Date | null>`min(coalesce(${requests.decidedAt}, ${requests.createdAt}))`;
  const [row] = await db
    .select({ since: since.mapWith(requests.createdAt) })
    .from(copies)
    .innerJoin(requests, sql`${copies.requestId} = ${requests.id}`)
    .where(and(isNull(copies.failure), lt(copies.shown, requests.version)));
  return row?.since?.getTime() ?? null;
}

export interface QueueLine {
  queue: string;
  /** Due, and not begun. */
  waiting: number;
  /** Given up in the last hour. */
  failed: number;
  /** How long the one that has been due longest has waited, in seconds by the database's clock. */
  oldestSeconds: number;
}

/** Finished jobs are kept for an hour, so this reads little. */
export async function queueLines(db: Database): Promise<QueueLine[]> {
  const rows = rowsOf<{ queue: string; waiting: number; failed: number; oldest: number | null }>(
    await db.execute(sql`
      select name as queue,
        count(*) filter (where state < 'active' and start_after <= now())::int as waiting,
        count(*) filter (where state = 'failed')::int as failed,
        extract(epoch from now() - min(start_after) filter (where state < 'active' and start_after <= now()))::float8 as oldest
      from pgboss.job where name not like '\\_\\_%' group by name order by name`),
  );
  return rows.map(({ oldest, ...line }) => ({ ...line, oldestSeconds: oldest ?? 0 }));
}

/** Of each workspace's newest audit: how many channels could be judged, of how many. */
export async function coverages(
  db: Database,
): Promise<{ platform: string; workspace: string; seen: number; total: number }[]> {
  const { platform, workspace } = audits;
  const rows = await db
    .selectDistinctOn([platform, workspace], { platform, workspace, summary: audits.summary })
    .from(audits)
    .orderBy(platform, workspace, desc(audits.takenAt), desc(audits.id));
  return rows.map(({ summary, ...where }) => ({ ...where, ...summary.coverage }));
}
