import { once } from "node:events";
import { startService, StartFailure } from "../main.ts";
import { CliFailure, type Verb } from "./verb.ts";

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
        await service.stop();
        exit(0);
      } catch (failure) {
        if (!(failure instanceof StartFailure)) throw failure;
        throw new CliFailure(failure.exitCode, failure.message);
      }
    });
};
