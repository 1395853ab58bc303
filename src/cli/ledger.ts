import { withAdmin } from "./admin/with-admin.ts";
import { readWitnesses } from "./ledger/witnesses.ts";
import type { Verb } from "./verb.ts";

/** `countersign ledger verify|export|checkpoint`: the record of every request, vote, key and change. */
export const ledger: Verb = (program, io, exit) => {
  const verb = program
    .command("ledger")
    .description("check or write out the record of everything that was decided");

  verb
    .command("verify")
    .description("walk the whole hash chain; exit code 1 names the first entry that is wrong")
    .option(
      "--against <file>",
      "also compare with a copy kept elsewhere (an export, checkpoints, a JSON log): finds an end that was cut off",
    )
    .action(async ({ against }: { against?: string }) => {
      const witnesses = against === undefined ? [] : await readWitnesses(against);
      const verdict = await withAdmin(io, (admin) => admin.verifyLedger(witnesses));
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
    .description("write the ledger to stdout as JSON lines, oldest first, and then its signed checkpoints")
    .action(async () => {
      await withAdmin(io, async (admin) => {
        for await (const entry of admin.exportLedger()) io.out(JSON.stringify(entry));
        for (const checkpoint of await admin.checkpoints()) io.out(JSON.stringify({ checkpoint }));
      });
      exit(0);
    });

  verb
    .command("checkpoint")
    .description("sign where the ledger ends now, and print that as one JSON line to be kept somewhere else")
    .action(async () => {
      const made = await withAdmin(io, (admin) => admin.signCheckpoint());
      if (made) io.out(JSON.stringify(made));
      else io.err("The ledger is empty: there is nothing to sign yet.");
      exit(made ? 0 : 1);
    });
};
