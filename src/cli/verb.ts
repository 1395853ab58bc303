import type { Command } from "commander";

/** What a CLI verb may touch of the outside world: handed in by `cli.ts`, so that tests run verbs in-process. */
export interface CliIo {
  env: Record<string, string | undefined>;
  out(text: string): void;
  err(text: string): void;
  stdin(): Promise<string>;
}

/** Adds one verb to the program. The action returns the exit code (api.md, section 6). */
export type Verb = (program: Command, io: CliIo, exit: (code: number) => void) => void;

/** A failure the operator can act on: one sentence, no stack trace. 1 failure, 2 usage, 3 unreadable input. */
export class CliFailure extends Error {
  readonly exitCode: 1 | 2 | 3;
  constructor(exitCode: 1 | 2 | 3, message: string) {
    super(message);
    this.name = "CliFailure";
    this.exitCode = exitCode;
  }
}
