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

/** What a copy that was kept elsewhere says: an entry's hash, or a checkpoint that one of our keys signed. */
export type Witness = { seq: number; hash: string } | { signed: string };

/**
 * Walks the whole chain and names the first entry that was changed, dropped or slipped in. Signed checkpoints show besides
 * that nobody rewrote the chain from some entry on, or cut its end off. Not provable from here: an end that was cut off
 * together with every checkpoint in it: that takes `against`, what a copy from outside says.
 */
export async function verifyLedger(
  ctx: Pick<Context, "db">,
  against: readonly Witness[] = [],
): Promise<LedgerVerdict> {
  const outside = new Map<number, Checkpoint["hash"]>();
  for (const witness of against) {
    const told = "seq" in witness ? witness : await read(ctx, witness.signed);
    if (!told)
      return {
        ok: false,
        entries: 0,
        seq: 0,
        why: "a checkpoint of the copy was not signed by any key known here.",
      };
    if ((outside.get(told.seq) ?? told.hash) !== told.hash)
      return { ok: false, entries: 0, seq: told.seq, why: "the copy says two different things about it." };
    outside.set(told.seq, told.hash);
  }
  const checkpoints = await allCheckpoints(ctx.db);
  const signed = new Map<number, Checkpoint | null>();
  for (const row of checkpoints) signed.set(row.seq, fitting(await read(ctx, row.signed), row));

  let before: LedgerEntry | null = null;
  let entries = 0;
  for await (const entry of readLedger(ctx.db)) {
    const why =
      faultOf(before, entry) ??
      faultAt(signed.get(entry.seq), entry) ??
      differs(outside.get(entry.seq), entry);
    if (why) return { ok: false, entries, seq: entry.seq, why };
    before = entry;
    entries += 1;
  }
  const copied = Math.max(0, ...outside.keys());
  if (copied > (before?.seq ?? 0)) {
    const why = `the end is missing: the copy says that there were ${copied} entries.`;
    return { ok: false, entries, seq: (before?.seq ?? 0) + 1, why };
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

function differs(hash: string | undefined, entry: LedgerEntry): string | null {
  if (hash === undefined || hash === entry.hash) return null;
  return `the chain up to entry ${entry.seq} was rewritten: the copy says otherwise.`;
}

function fitting(checkpoint: Checkpoint | null, row: CheckpointRow): Checkpoint | null {
  return checkpoint?.seq === row.seq ? checkpoint : null;
}

/** What one of our keys signed; null when nothing, or something else, was signed. */
async function read(ctx: Pick<Context, "db">, signed: string): Promise<Checkpoint | null> {
  try {
    const keys = createLocalJWKSet(await publicKeys(ctx));
    const { payload, protectedHeader } = await compactVerify(signed, keys, { algorithms: ["EdDSA"] });
    const checkpoint = checkpointSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return protectedHeader.typ === CHECKPOINT_TYPE && checkpoint.success ? checkpoint.data : null;
  } catch {
    return null;
  }
}

/** The chain in order, to be written out as JSON lines. */
export function exportLedger(ctx: Pick<Context, "db">): AsyncIterable<LedgerEntry> {
  return readLedger(ctx.db);
}
