import { readLedger } from "../db/ledger.ts";
import { faultOf, GENESIS, type ChainVerdict, type LedgerEntry } from "../domain/ledger.ts";
import type { Context } from "./context.ts";

/** Walks the whole chain and names the first entry that was changed, dropped or slipped in. */
export async function verifyLedger(ctx: Pick<Context, "db">): Promise<ChainVerdict> {
  let before: LedgerEntry | null = null;
  let entries = 0;
  for await (const entry of readLedger(ctx.db)) {
    const why = faultOf(before, entry);
    if (why) return { ok: false, entries, seq: entry.seq, why };
    before = entry;
    entries += 1;
  }
  return { ok: true, entries, head: before?.hash ?? GENESIS };
}

/** The chain in order, to be written out as JSON lines. */
export function exportLedger(ctx: Pick<Context, "db">): AsyncIterable<LedgerEntry> {
  return readLedger(ctx.db);
}
