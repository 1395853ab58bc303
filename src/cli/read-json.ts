import { readFile } from "node:fs/promises";
import { CliFailure } from "./verb.ts";

/** Reads a JSON file named on the command line. Exit code 3 with one sentence when it can't be read or parsed. */
export async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    const why =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EACCES"
          ? "you have no permission to read it"
          : code === "EISDIR"
            ? "it is a folder; give the file in it"
            : "it can't be read";
    throw new CliFailure(3, `${file}: ${why}.`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const where = cause instanceof Error ? cause.message : "unknown position";
    throw new CliFailure(3, `${file}: this is not valid JSON (${where}). Save the file again and retry.`);
  }
}
