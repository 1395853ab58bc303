/**
 * Every log that the run's services wrote is kept, and looked through when it ends: one secret in one line fails the run. Secrets
 * are those that tests noted, what has the shape of one, and what follows from the ids in the logs and the tests' master key.
 */
import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tokens } from "../../src/sandbox/world/ids.ts";
import { MASTER_KEY } from "./approval-documents.ts";

const shapes = [
  /\bcsk_[A-Za-z0-9_-]{43}/,
  /\bwhsec_[A-Za-z0-9+/]{16,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /postgres:\/\/[^\s:/@"]+:(?!\[hidden\])[^\s/@"]+@/,
];

/** Lines of these logs that hold a secret; the secret itself is not repeated. */
export function secretsIn(lines: string[], noted: Iterable<string>): string[] {
  const known = [...new Set([...noted, ...ofMasterKey()])].filter((secret) => secret.length >= 12);
  const claims = new Map<string, string>();
  return lines.flatMap((line) => {
    for (const [id] of line.matchAll(/\breq_[0-9a-z]{26}\b/g))
      if (!claims.has(id)) claims.set(id, claimSecret(id));
    const secret =
      known.find((each) => line.includes(each)) ?? shapes.map((each) => each.exec(line)?.[0]).find(Boolean);
    const claim = [...line.matchAll(/\breq_[0-9a-z]{26}\b/g)]
      .map(([id]) => claims.get(id) ?? "")
      .find((each) => line.includes(each));
    const found = secret ?? claim;
    return found ? [line.replaceAll(found, `[a secret of ${found.length} characters]`).slice(0, 600)] : [];
  });
}

function claimSecret(id: string): string {
  return createHmac("sha256", MASTER_KEY).update(`countersign/claim/v1\0${id}`).digest("base64url");
}

function ofMasterKey(): string[] {
  const key = Buffer.from(MASTER_KEY);
  return [key.toString("base64"), key.toString("hex"), tokens.discord, tokens.telegram];
}

export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-logs-"));
  process.env["COUNTERSIGN_TEST_LOGS"] = folder;
  return async () => {
    const logs: string[] = [];
    const noted: string[] = [];
    for (const name of existsSync(folder) ? await readdir(folder) : []) {
      const lines = (await readFile(join(folder, name), "utf8")).split("\n").filter(Boolean);
      for (const line of lines) (name.endsWith(".log") ? logs : noted).push(line);
    }
    await rm(folder, { recursive: true, force: true });
    const found = secretsIn(logs, noted);
    console.log(
      `${logs.length} log lines of this run were looked through for ${noted.length} noted secrets and every known shape.`,
    );
    if (found.length > 0) {
      process.exitCode = 1;
      throw new Error(`${found.length} log lines hold a secret:\n${found.slice(0, 10).join("\n")}`);
    }
  };
}
