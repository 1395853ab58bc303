import { readConfig } from "./admin/read-config.ts";
import { withAdmin } from "./admin/with-admin.ts";
import { inOneSentence } from "./backup/in-one-sentence.ts";
import { readBackupFile, writeBackupFile } from "./backup/file.ts";
import { masterKeyOf } from "./backup/master-key.ts";
import { rehearse } from "./backup/rehearse.ts";
import type { Verb } from "./verb.ts";

/** `countersign backup`: everything the database knows, in one file, tried out at once. */
export const backup: Verb = (program, io, exit) => {
  program
    .command("backup")
    .description("write the whole database into one file, and try to restore it into a scratch database")
    .option("--out <file>", "where to write it (default: countersign-<time>.backup.gz)")
    .action(async (options: { out?: string }) => {
      const config = readConfig(io);
      const path =
        options.out ?? `countersign-${new Date().toISOString().slice(0, 16).replace(":", "")}.backup.gz`;
      await writeBackupFile(path, (write) => withAdmin(io, (admin) => admin.backUp(write)));
      const tried = await inOneSentence(async () =>
        rehearse(readBackupFile(path), await masterKeyOf(config)),
      );
      io.out(path);
      io.err(
        `${tried.rows} rows, tried out in a scratch database: the ledger is whole (${tried.entries} entries)${
          tried.keys === null ? "" : ` and the signing keys open (${tried.keys})`
        }.`,
      );
      io.err(
        "Keep it somewhere else than this machine, and the master key (COUNTERSIGN_MASTER_KEY, or master.key in DATA_DIR) somewhere else again: the backup is of no use without it, and the two together sign approvals.",
      );
      exit(0);
    });
};
