import { compactVerify, createLocalJWKSet } from "jose";
import { allCheckpoints, type CheckpointRow } from "../db/checkpoints.ts";
import { readLedger } from "../db/ledger.ts";
import { CHECKPOINT_TYPE, checkpointSchema, type Checkpoint } from "../domain/checkpoint.ts";
import { faultOf, GENESIS, type LedgerEntry } from "../domain/ledger.ts";
import type { Context } from "./context.ts";
import { publicKeys } from "./signing-key.ts";

export type LedgerVerdict =
  | { ok: true; entries: number; head: string; checkpoints: number }
  | { ok: false; entries: number; seq: number; why: string };

/**
 * Walks the whole chain and names the first entry that was changed, dropped or slipped in. Signed checkpoints show besides
 * that nobody rewrote the chain from some entry on, or cut its end off. Not provable from here: an end that was cut off
 * together with every checkpoint in it; compare with the checkpoints in the log.
 */
export async function verifyLedger(ctx: Pick<Context, "db">): Promise<LedgerVerdict> {
  const checkpoints = await allCheckpoints(ctx.db);
  const signed = new Map<number, Checkpoint | null>();
  for (const row of checkpoints) signed.set(row.seq, await read(ctx, row));

  let before: LedgerEntry | null = null;
  let entries = 0;
  for await (const entry of readLedger(ctx.db)) {
    const why = faultOf(before, entry) ?? faultAt(signed.get(entry.seq), entry);
    if (why) return { ok: false, entries, seq: entry.seq, why };
    before = entry;
    entries += 1;
  }
  const last = checkpoints.at(-1)?.seq ?? 0;
  if (last > (before?.seq ?? 0)) {
    const why = `the end is missing: a signed checkpoint says that there were ${last} entries`;
    return { ok: false, entries, seq: (before?.seq ?? 0) + 1, why };
  }
  return { ok: true, entries, head: before?.hash ?? GENESIS, checkpoints: checkpoints.length };
}

function faultAt(checkpoint: Checkpoint | null | undefined, entry: LedgerEntry): string | null {
  if (checkpoint === undefined) return null;
  if (checkpoint === null) return `the signed checkpoint at entry ${entry.seq} was changed`;
  return checkpoint.hash === entry.hash
    ? null
    : `the chain up to entry ${entry.seq} was rewritten: a signed checkpoint says otherwise`;
}

/** What one of our keys signed; null when nothing, or something else, was signed. */
async function read(ctx: Pick<Context, "db">, row: CheckpointRow): Promise<Checkpoint | null> {
  try {
    const keys = createLocalJWKSet(await publicKeys(ctx));
    const { payload, protectedHeader } = await compactVerify(row.signed, keys, { algorithms: ["EdDSA"] });
    const checkpoint = checkpointSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    const fits =
      protectedHeader.typ === CHECKPOINT_TYPE && checkpoint.success && checkpoint.data.seq === row.seq;
    return fits ? checkpoint.data : null;
  } catch {
    return null;
  }
}

/** The chain in order, to be written out as JSON lines. */
export function exportLedger(ctx: Pick<Context, "db">): AsyncIterable<LedgerEntry> {
  return readLedger(ctx.db);
}
