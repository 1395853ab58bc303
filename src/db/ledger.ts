import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { nextEntry, type LedgerEntry, type LedgerFact } from "../domain/ledger.ts";
import type { Database } from "./open.ts";
import { ledger } from "./schema.ts";

/** Any number, the same in every process: whoever holds it appends. */
const LEDGER_LOCK = 7_203_118_646;

/**
 * Appends to the chain inside the caller's transaction. Entries have to follow one another, so writers take turns from here
 * to their commit: call it last. The read has to be sent after the lock is held: sent together, the driver may put it first.
 */
export async function appendLedger(tx: Database, facts: LedgerFact[]): Promise<void> {
  if (facts.length === 0) return;
  await tx.execute(sql`select pg_advisory_xact_lock(${LEDGER_LOCK})`);
  let head = await ledgerHead(tx);
  const entries = facts.map((fact) => {
    const entry = nextEntry(head, fact);
    head = entry;
    return { ...entry, at: new Date(entry.at) };
  });
  await tx.insert(ledger).values(entries);
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
