import { Command, CommanderError } from "commander";
import { verbs } from "./index.ts";
import { CliFailure, type CliIo } from "./verb.ts";

/** Runs one command; resolves to its exit code. A failure is one sentence on stderr, never a stack trace. */
export async function runCli(args: string[], io: CliIo): Promise<number> {
  let code = 0;
  const program = new Command("countersign")
    .description("The bot that watches the other bots.")
    .exitOverride()
    .configureOutput({
      writeOut: (line) => io.out(line.trimEnd()),
      writeErr: (line) => io.err(line.trimEnd()),
    })
    .showHelpAfterError("Run `countersign --help` to see what there is.");
  for (const verb of verbs) {
    verb(program, io, (chosen) => {
      code = chosen;
    });
  }
  inherit(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (failure) {
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : 2;
    if (failure instanceof CliFailure) {
      io.err(failure.message);
      return failure.exitCode;
    }
    const reason = failure instanceof Error ? failure.message : String(failure);
    io.err(`Something went wrong that Countersign did not expect: ${reason}`);
    if (io.env["LOG_LEVEL"] === "debug" && failure instanceof Error) io.err(failure.stack ?? "");
    else io.err("Run it again with LOG_LEVEL=debug for the details.");
    return 1;
  }
}

/** Sub-commands made by verbs keep the parent's output and "throw, don't exit" behaviour. */
function inherit(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inherit(child);
  }
}
