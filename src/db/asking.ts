/** Whether an agent may ask for something now, and whether it has to: one statement. */
import { sql } from "drizzle-orm";
import { taking, type Bucket } from "./buckets.ts";
import type { Database } from "./open.ts";
import { rowsOf } from "./rows-of.ts";

export interface Asking {
  /** The undecided request that is the same wish. Times are milliseconds since the epoch. */
  same: { id: string; decideBy: number } | null;
  /** Until when this agent may not ask for this, because people kept saying no. */
  pausedUntil: number | null;
  /** Whether there was a token. None is taken where one of the others stands in the way. */
  taken: boolean;
}

export async function tryToAsk(
  db: Database,
  wish: { agentId: string; action: string; sameness: string | null; bucket: Bucket },
  now: number,
): Promise<Asking> {
  const { agentId, action, sameness, bucket } = wish;
  const at = sql`${new Date(now).toISOString()}::text::timestamptz`;
  const result = await db.execute(sql`with same as (
      select id, decide_by from requests where sameness = ${sameness}::text and state = 'pending'
    ), paused as (
      select until from pauses where agent_id = ${agentId}::text and action = ${action}::text and until > ${at}
    ), taken as (
      ${taking(bucket, now, sql`where not exists (select from same) and not exists (select from paused)`)}
    ) select json_build_object('same', (select to_json(same) from same), 'until', (select until from paused),
      'taken', exists (select from taken))::text as found`);
  const found = JSON.parse(rowsOf<{ found: string }>(result)[0]?.found ?? "") as {
    same: { id: string; decide_by: string } | null;
    until: string | null;
    taken: boolean;
  };
  return {
    same: found.same && { id: found.same.id, decideBy: Date.parse(found.same.decide_by) },
    pausedUntil: found.until === null ? null : Date.parse(found.until),
    taken: found.taken,
  };
}
