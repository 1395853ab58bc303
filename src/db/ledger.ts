import { and, asc, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { draftOf, type LedgerEntry, type LedgerFact } from "../domain/ledger.ts";
import type { Database } from "./open.ts";
import { ledger } from "./schema.ts";

/**
 * Appends to the chain inside the caller's transaction. Entries have to follow one another, so writers take turns from here
 * to their commit: call it last.
 */
export async function appendLedger(tx: Database, facts: LedgerFact[]): Promise<void> {
  if (facts.length > 0) await tx.execute(sql`select ${appending(facts)}`);
}

/**
 * The same as an expression, for a statement that does more. The database's function takes the lock, then reads the end of the
 * chain, then hashes: all of it while others wait, and nothing of it waits for us.
 */
export function appending(facts: LedgerFact[]): SQL {
  const drafts = facts.map((fact) => {
    const draft = draftOf(fact);
    return { ...draft, at: new Date(draft.at) };
  });
  return sql`append_ledger(${JSON.stringify(drafts)}::text::json)`;
}

/** The last entry; null in an empty ledger. */
export async function ledgerHead(db: Database): Promise<{ seq: number; hash: string } | null> {
  const [last] = await db
    .select({ seq: ledger.seq, hash: ledger.hash })
    .from(ledger)
    .orderBy(desc(ledger.seq))
    .limit(1);
  return last ?? null;
}

/** Whether exactly this was recorded about a subject before. `body` is canonical JSON. */
export async function isRecorded(
  db: Database,
  subject: string,
  kind: string,
  body: string,
): Promise<boolean> {
  const rows = await db
    .select({ seq: ledger.seq })
    .from(ledger)
    .where(and(eq(ledger.subject, subject), eq(ledger.kind, kind), eq(ledger.body, body)))
    .limit(1);
  return rows.length === 1;
}

/** The whole chain in order, a page at a time. */
export async function* readLedger(db: Database, page = 1000): AsyncGenerator<LedgerEntry> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await db
      .select()
      .from(ledger)
      .where(gt(ledger.seq, after))
      .orderBy(asc(ledger.seq))
      .limit(page);
    for (const row of rows) yield { ...row, at: row.at.getTime() };
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.seq;
  }
}
