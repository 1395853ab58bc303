import { openService } from "../service.ts";
import { secretsOf } from "../config.ts";
import { createLog } from "../log.ts";
import { takeOverBackup } from "../use-cases/take-over-backup.ts";
import { readConfig } from "./admin/read-config.ts";
import { inOneSentence } from "./backup/in-one-sentence.ts";
import { readBackupFile } from "./backup/file.ts";
import { masterKeyOf } from "./backup/master-key.ts";
import { rehearse } from "./backup/rehearse.ts";
import { CliFailure, type Verb } from "./verb.ts";

/** `countersign restore FILE`: an empty database becomes what it was; `--check` only rehearses it. */
export const restore: Verb = (program, io, exit) => {
  program
    .command("restore <file>")
    .description("fill an empty database from a backup; every agent is frozen until somebody unfreezes it")
    .option("--check", "only try it in a scratch database: the restore drill")
    .action(async (path: string, options: { check?: boolean }) => {
      const config = readConfig(io);
      const masterKey = await inOneSentence(() => masterKeyOf(config));
      const tried = await inOneSentence(() => rehearse(readBackupFile(path), masterKey));
      const found = `The backup of ${tried.takenAt} is whole: ${tried.rows} rows, ${tried.entries} entries in the ledger`;
      if (options.check) {
        io.out(
          tried.keys === null
            ? `${found}. The master key is not here, so whether the signing keys open was not tried.`
            : `${found}, and the signing keys open (${tried.keys}).`,
        );
        return exit(0);
      }
      if (!masterKey)
        throw new CliFailure(
          2,
          `Put the master key in place first: copy master.key of the old DATA_DIR into ${config.dataDir}, or set COUNTERSIGN_MASTER_KEY. Without it nothing in the backup can sign or be signed.`,
        );
      const taken = await inOneSentence(async () => {
        const service = await openService({
          databaseUrl: config.databaseUrl,
          dataDir: config.dataDir,
          publicUrl: config.publicUrl,
          masterKey,
          log: createLog({ level: "silent", format: "json" }, secretsOf(config)),
          worker: false,
        });
        try {
          return await takeOverBackup(service.ctx, tried.upgraded, tried.takenAt);
        } finally {
          await service.stop();
        }
      });
      io.out(`Restored: ${taken.rows} rows as they were on ${tried.takenAt}.`);
      if (taken.frozen.length > 0)
        io.out(
          `Frozen until you say otherwise, because nobody here knows what was decided, used or revoked since: ${taken.frozen.join(", ")}. Look through \`countersign keys list\` (a key revoked since works again: revoke it again), then \`countersign unfreeze AGENT --reason …\`, one by one.`,
        );
      return exit(0);
    });
};
