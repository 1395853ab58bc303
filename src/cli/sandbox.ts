import { once } from "node:events";
import { Option } from "commander";
import { startSandbox } from "../sandbox/run.ts";
import { servePage } from "../sandbox/page/serve.ts";
import { worlds, type WorldName } from "../sandbox/world/index.ts";
import { runTour } from "../sandbox/tour/index.ts";
import { remember } from "./sandbox/remember.ts";
import { CliFailure, type Verb } from "./verb.ts";

/** `countersign sandbox [--tour]`: both platforms in miniature, and the unmodified service between them. */
export const sandbox: Verb = (program, io, exit) => {
  program
    .command("sandbox")
    .description(
      "play Countersign without any account: a little Discord and a little Telegram on this machine",
    )
    .option("--tour", "walk through the main job in the terminal, then exit")
    .option("--port <port>", "where the page is served", "8787")
    .addOption(
      new Option("--world <name>", "lamps: a small shop; every-rule: the same with a bot for every rule")
        .choices(Object.keys(worlds))
        .default("lamps"),
    )
    .action(async (options: { tour?: boolean; port: string; world: WorldName }) => {
      const port = Number(options.port);
      if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
        throw new CliFailure(2, `--port: expected a number from 0 to 65535, got ${options.port}.`);
      const script = process.argv[1] ?? "";
      if (options.tour && options.world !== "lamps")
        throw new CliFailure(2, "--tour walks through the lamp shop: leave --world out.");
      io.out("Starting a little Discord, a little Telegram, and Countersign between them …");
      const playground = await startSandbox({
        cli: { node: process.execPath, script },
        path: io.env["PATH"] ?? "",
        world: worlds[options.world],
        remember,
      });
      try {
        if (options.tour) {
          await runTour(playground, (text) => io.out(text));
          io.out("\nThat is the main job, end to end. Every step above was checked.");
          exit(0);
        } else {
          const page = await servePage(playground, port);
          io.out(welcome(page.url, playground.service.url));
          await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
          io.out("Closing …");
          await page.close();
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

const welcome = (page: string, service: string) => `
Open ${page} and play: you are everybody in a small lamp shop, on Discord and on Telegram.
Countersign itself listens on ${service} (its API is described at ${service}/docs).
Nothing you do here leaves this machine, and nothing is kept. Ctrl+C ends it.`;
