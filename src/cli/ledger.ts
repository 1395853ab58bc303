import { withAdmin } from "./admin/with-admin.ts";
import type { Verb } from "./verb.ts";

/** `countersign ledger verify|export`: the record of every request, vote, key and change. */
export const ledger: Verb = (program, io, exit) => {
  const verb = program
    .command("ledger")
    .description("check or write out the record of everything that was decided");

  verb
    .command("verify")
    .description("walk the whole hash chain; exit code 1 names the first entry that is wrong")
    .action(async () => {
      const verdict = await withAdmin(io, (admin) => admin.verifyLedger());
      if (verdict.ok) {
        io.out(
          `The ledger is whole: ${verdict.entries} ${verdict.entries === 1 ? "entry" : "entries"}, head ${verdict.head}.`,
        );
        return exit(0);
      }
      io.err(
        `The ledger is broken at entry ${verdict.seq}: ${verdict.why} The ${verdict.entries} before it are sound. Compare with an export or a backup from before.`,
      );
      return exit(1);
    });

  verb
    .command("export")
    .description("write the ledger to stdout as JSON lines, oldest first")
    .action(async () => {
      await withAdmin(io, async (admin) => {
        for await (const entry of admin.exportLedger()) io.out(JSON.stringify(entry));
      });
      exit(0);
    });
};
