/** pgbench, where PostgreSQL's client programs are installed: the same statements from C, one process a connection. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Statement } from "./approvals.ts";

const run = promisify(execFile);

/** Flows a second; null where there is no pgbench. */
export async function perSecondOfPgbench(
  url: string,
  flows: Statement[][],
  connections: number,
): Promise<number | null> {
  try {
    await run("pgbench", ["--version"]);
  } catch {
    return null;
  }
  const folder = await mkdtemp(join(tmpdir(), "countersign-pgbench-"));
  try {
    const scripts = await Promise.all(
      Array.from({ length: connections }, async (_, connection) => {
        const share = flows.filter((_flow, index) => index % connections === connection);
        const file = join(folder, `${connection}.sql`);
        await writeFile(file, share.flat().map(literally).join("\n"));
        return file;
      }),
    );
    const begun = performance.now();
    await Promise.all(
      scripts.map((file) =>
        run("pgbench", ["-n", "-c", "1", "-t", "1", "-f", file, url], { maxBuffer: 1e8 }),
      ),
    );
    return flows.length / ((performance.now() - begun) / 1000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A script has no parameters that change from run to run: they are written into the statement. */
function literally({ text, parameters }: Statement): string {
  const filled = text.replace(/\$(\d+)/g, (_, number: string) => literal(parameters[Number(number) - 1]));
  return `${filled.replace(/\s+/g, " ")};`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `'${text.replaceAll("'", "''")}'`;
}
