import { once } from "node:events";
import { startService, StartFailure } from "../main.ts";
import { CliFailure, type Verb } from "./verb.ts";

/** After SIGTERM or SIGINT: within this time the process has finished what was in hand and is gone. */
const STOP_MS = 15_000;
const LINGER_MS = 500;

/** `countersign start`: the service, until it is told to stop. */
export const start: Verb = (program, io, exit) => {
  program
    .command("start")
    .description("run the service (settings come from the environment, see .env.example)")
    .action(async () => {
      // Whatever ends the process so, the database has everything: whoever supervises it starts it again.
      process.once("uncaughtException", (failure) => {
        io.err(
          `Countersign hit something it can't go on from (${failure.message}). Nothing is lost; start it again.`,
        );
        if (io.env["LOG_LEVEL"] === "debug") io.err(failure.stack ?? "");
        process.exit(1);
      });
      try {
        const service = await startService(io.env);
        await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
        // Asked a second time, somebody is in a hurry: nothing is lost by that either.
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
        const late = setTimeout(() => {
          io.err(
            `Countersign did not come to rest within ${STOP_MS / 1000} seconds and stops now. Nothing is lost; what was in hand is done after the next start.`,
          );
          process.exit(1);
        }, STOP_MS);
        await service.stop();
        clearTimeout(late);
        exit(0);
        // A connection that nobody answers on must not keep a process that is done.
        setTimeout(() => process.exit(0), LINGER_MS).unref();
      } catch (failure) {
        if (!(failure instanceof StartFailure)) throw failure;
        throw new CliFailure(failure.exitCode, failure.message);
      }
    });
};
