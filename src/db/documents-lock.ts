import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./open.ts";

/** Any number, the same in every process. */
const DOCUMENTS_LOCK = 7_203_118_648;

/** Documents and freezes stay as they are until the caller's transaction ends: nobody can ask under rules that are just being replaced. */
export async function holdDocuments(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${DOCUMENTS_LOCK})`);
}

/** Waits for everybody who holds the documents, and lets nobody hold them until the caller's transaction ends. */
export async function changeDocuments(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${DOCUMENTS_LOCK})`);
}

/** The same as a condition of one statement: holds the documents, and is true when none has changed since this revision. */
export function documentsHeld(revision: string): SQL {
  return sql`documents_held(${revision}::text)`;
}
