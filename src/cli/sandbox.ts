import { once } from "node:events";
import { startSandbox } from "../sandbox/run.ts";
import { runTour } from "../sandbox/tour/index.ts";
import { CliFailure, type Verb } from "./verb.ts";

/** `countersign sandbox [--tour]`: both platforms in miniature, and the unmodified service between them. */
export const sandbox: Verb = (program, io, exit) => {
  program
    .command("sandbox")
    .description("play Countersign without any account: a little Discord and a little Telegram on this machine")
    .option("--tour", "walk through the main job in the terminal, then exit")
    .option("--port <port>", "where the service listens (default: any free port for the tour, else 8787)")
    .action(async (options: { tour?: boolean; port?: string }) => {
      const port = options.port === undefined ? (options.tour ? undefined : 8787) : Number(options.port);
      if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
        throw new CliFailure(2, `--port: expected a number from 0 to 65535, got ${options.port}.`);
      const script = process.argv[1] ?? "";
      io.out("Starting a little Discord, a little Telegram, and Countersign between them …");
      const playground = await startSandbox({
        cli: { node: process.execPath, script },
        path: io.env["PATH"] ?? "",
        ...(port === undefined ? {} : { port }),
      });
      try {
        if (options.tour) {
          await runTour(playground, (text) => io.out(text));
          io.out("\nThat is the main job, end to end. Every step above was checked.");
          exit(0);
        } else {
          io.out(welcome(playground));
          await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
          io.out("Closing …");
        }
      } catch (failure) {
        io.err(failure instanceof Error ? failure.message : String(failure));
        io.err(`\nWhat the service logged last:\n${playground.service.output().slice(-4_000)}`);
        exit(1);
      } finally {
        await playground.close();
      }
    });
};
