#!/usr/bin/env node
/** `countersign VERB …`: the command line. Verbs live in `cli/`, one file each. */
import { text } from "node:stream/consumers";
import { needNode24 } from "./cli/need-node.ts";

needNode24(process.versions.node);
// Imported only now: on an older Node the rest would fail to load with a message nobody can act on.
const { runCli } = await import("./cli/run.ts");
process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  stdin: () => text(process.stdin),
});
