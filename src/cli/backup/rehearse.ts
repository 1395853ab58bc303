import { PGlite } from "@electric-sql/pglite";
import { BackupFailure } from "../../domain/backup.ts";
import { readBackup, readHeader } from "../../db/backup/read.ts";
import { writeBackup } from "../../db/backup/write.ts";
import { knowsMigration } from "../../db/migrations.ts";
import { adoptPglite } from "../../db/open.ts";
import { tryStoredKeys } from "../../use-cases/signing-key.ts";
import { verifyLedger } from "../../use-cases/verify-ledger.ts";

export interface Rehearsal {
  /** RFC 3339. */
  takenAt: string;
  rows: number;
  /** Entries of the ledger, whose chain and signed checkpoints are right. */
  entries: number;
  /** Signing keys that the master key opened; null when there was none to try. */
  keys: number | null;
  /** The same backup with the tables of this release, its first line left out. */
  upgraded: string[];
}

/**
 * Restores a backup into a scratch database in memory: with the tables of the release that took it, then migrated to this
 * one; and checks the ledger and, with the master key at hand, that the signing keys open. Throws `BackupFailure` and
 * `SigningKeyFailure`.
 */
export async function rehearse(
  lines: AsyncIterable<string>,
  masterKey: Uint8Array | null,
): Promise<Rehearsal> {
  const rest = lines[Symbol.asyncIterator]();
  const first = await rest.next();
  const header = readHeader(first.done ? "" : first.value);
  if (!(await knowsMigration(header.migration)))
    throw new BackupFailure(
      "This backup was taken by a newer release of Countersign than this one. Restore it with that release, or a later one.",
    );
  const scratch = await PGlite.create();
  try {
    const before = await adoptPglite(scratch, header.migration);
    const rows = await readBackup(before.db, { [Symbol.asyncIterator]: () => rest });
    const { db } = await adoptPglite(scratch);
    const verdict = await verifyLedger({ db });
    if (!verdict.ok)
      throw new BackupFailure(
        `The ledger in this backup is broken at entry ${verdict.seq}: ${verdict.why} Take another file.`,
      );
    const keys = masterKey ? await tryStoredKeys({ db, masterKey }) : null;
    const upgraded: string[] = [];
    await writeBackup(db, 0, async (line) => void upgraded.push(line));
    return { takenAt: header.takenAt, rows, entries: verdict.entries, keys, upgraded: upgraded.slice(1) };
  } finally {
    await scratch.close();
  }
}
