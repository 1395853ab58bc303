import { readFileSync } from "node:fs";
import { loadConfig, type Config } from "../../config.ts";
import { CliFailure, type CliIo } from "../verb.ts";

/** The environment's settings; exit code 2 with every problem, a line each. */
export function readConfig(io: Pick<CliIo, "env">): Config {
  const result = loadConfig(io.env, (path) => readFileSync(path, "utf8"));
  if (!result.ok) throw new CliFailure(2, result.problems.join("\n"));
  return result.config;
}
