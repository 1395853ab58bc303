/** How a request comes to be: with its copies, their jobs and its entry in the ledger, in one statement. */
import { sql } from "drizzle-orm";
import type { LedgerFact } from "../domain/ledger.ts";
import type { Place } from "../platforms/platform.ts";
import { documentsHeld } from "./documents-lock.ts";
import type { Letters } from "./letters.ts";
import type { Database } from "./open.ts";
import { rowsInto } from "./rows.ts";
import { rowsOf } from "./rows-of.ts";
import { following } from "./save-change.ts";
import { copies, requests } from "./schema.ts";

export interface NewRequest {
  row: typeof requests.$inferInsert;
  copies: { id: string; place: Place }[];
  letters: Letters;
  facts: LedgerFact[];
  /** Of the documents that it was judged by. */
  revision: string;
}

/**
 * False, and nothing was written, when a document has changed since `revision`, when the agent has already used this
 * idempotency key, or has the same wish pending.
 */
export async function createRequest(db: Database, made: NewRequest): Promise<boolean> {
  const request = rowsInto(requests, [made.row]);
  const places = rowsInto(
    copies,
    made.copies.map(({ id, place }) => ({
      id,
      requestId: made.row.id,
      platform: place.platform,
      workspace: place.workspace,
      channel: place.channel,
      thread: place.thread ?? null,
    })),
  );
  const result = await db.execute(sql`with made as (
      insert into requests (${request.columns})
      select ${request.columns} from json_populate_recordset(null::requests, ${request.json})
      where (select ${documentsHeld(made.revision)}) on conflict do nothing returning id
    ), placed as (
      insert into copies (${places.columns})
      select ${places.columns} from json_populate_recordset(null::copies, ${places.json})
      where exists (select from made)
    ) select ${following(sql`made`, made.letters, made.facts)}`);
  return rowsOf<{ rows: number }>(result)[0]?.rows === 1;
}
