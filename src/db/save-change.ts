/** How a request's change is written: in one statement, so that nobody waits for us between its first lock and its commit. */
import { type SQL, sql } from "drizzle-orm";
import type { RequestState } from "../domain/approval/request.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import { CHANGED } from "./changes.ts";
import { appending } from "./ledger.ts";
import { sending, type Letters } from "./letters.ts";
import type { Database } from "./open.ts";
import type { StoredRequest } from "./requests.ts";
import { rowsInto } from "./rows.ts";
import { rowsOf } from "./rows-of.ts";
import { votes } from "./schema.ts";

export interface Change {
  before: StoredRequest;
  next: RequestState;
  letters: Letters;
  /** Recorded last: whoever writes to the ledger holds up all others until the commit. */
  facts: LedgerFact[];
  /** Has to hold as well; it may take locks, and takes them before the request's. */
  provided?: SQL;
}

/**
 * Writes the next state with everything that follows from it, if nobody else wrote one in between: the compare-and-swap behind
 * every decision. False when somebody did, or when `provided` does not hold; then nothing at all was written. Whoever waits here
 * for another's change sees that one, because PostgreSQL looks at a row again after waiting for it.
 */
export async function saveChange(db: Database, change: Change): Promise<boolean> {
  const { before, next, letters, facts } = change;
  const ctes = [sql`saved as (${updating(change)})`];
  const silenced = next.votes.filter((vote, index) => before.state.votes[index]?.counts && !vote.counts);
  if (silenced.length > 0) {
    const people = JSON.stringify(silenced.map((vote) => vote.person));
    ctes.push(sql`silenced as (update votes set counts = false from saved where request_id = saved.id
      and person in (select json_array_elements_text(${people}::text::json)))`);
  }
  const added = next.votes.slice(before.state.votes.length);
  if (added.length > 0) {
    const { columns, json } = rowsInto(
      votes,
      added.map((vote) => ({ ...vote, requestId: before.row.id, at: new Date(vote.at) })),
    );
    ctes.push(sql`voted as (insert into votes (${columns})
      select ${columns} from json_populate_recordset(null::votes, ${json}) where exists (select from saved))`);
  }
  const result = await db.execute(
    sql`with ${sql.join(ctes, sql`, `)} select ${following(sql`saved`, letters, facts)}`,
  );
  return rowsOf<{ rows: number }>(result)[0]?.rows === 1;
}

/** The columns of a select: how many rows `made` has (none or one), and for that one the letters, the news and the ledger. */
export function following(made: SQL, letters: Letters, facts: LedgerFact[]): SQL {
  const told = letters.changed.map((id) => sql`(select pg_notify(${CHANGED}, ${id}::text) from ${made})`);
  const recorded = facts.length > 0 ? [sql`(select ${appending(facts)} from ${made})`] : [];
  const rows = sql`(select count(*)::int from ${made}) as rows`;
  return sql.join([rows, ...sending(letters, made), ...told, ...recorded], sql`, `);
}

function updating({ before, next, provided }: Change): SQL {
  const { grant } = next;
  const conditions = provided ? sql`and (select ${provided})` : sql``;
  return sql`update requests set state = ${next.status}::text, version = ${next.version}::int,
      escalated = ${next.escalated}::int, decided_at = ${time(next.decidedAt)},
      ending = ${next.ending && JSON.stringify(next.ending)}::text::jsonb,
      grant_id = ${grant?.id ?? null}::text, grant_state = ${grant?.state ?? null}::text,
      use_by = ${time(grant?.useBy)}, consumed_at = ${time(grant?.consumedAt)}
    where id = ${before.row.id}::text and version = ${before.state.version}::int
      and state = ${before.state.status}::text ${conditions}
    returning id`;
}

function time(ms: number | null | undefined): SQL {
  return sql`${typeof ms === "number" ? new Date(ms).toISOString() : null}::text::timestamptz`;
}
