/** Shows that the checker can fail: every deliberately broken build is caught, and the whole one is not. */
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrokenBuild, brokenBuilds } from "./broken.ts";
import { check } from "./check.ts";
import { run } from "./world-run.ts";

const SEED = 11;
const MINUTES = 0.35;
const PATIENCE_MS = 20_000;

/** Resolves to whether everything was as it has to be. `only`: builds whose name contains this. */
export async function prove(root: string, tell: (line: string) => void, only = ""): Promise<boolean> {
  let good = true;
  const whole: BrokenBuild = { name: "the whole build", changes: [], shows: [], script: [] };
  const chosen = [whole, ...brokenBuilds].filter(({ name }) => name.includes(only));
  for (const broken of chosen) {
    const folder = await mkdtemp(join(tmpdir(), "countersign-broken-"));
    try {
      const found = new Set((await judge(root, folder, broken)).map(({ invariant }) => invariant));
      const caught =
        broken.shows.length === 0 ? found.size === 0 : broken.shows.some((each) => found.has(each));
      tell(`${caught ? "ok" : "NOT CAUGHT"}: ${broken.name} (${[...found].join(", ") || "nothing broken"})`);
      good &&= caught;
    } finally {
      // A disk of its own may still be in use for a moment.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 }).catch(
        () => undefined,
      );
    }
  }
  return good;
}

async function judge(root: string, folder: string, { changes, script, database }: BrokenBuild) {
  const build = join(folder, "build");
  for (const part of ["src", "drizzle", "package.json"])
    cpSync(join(root, part), join(build, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(build, "node_modules"));
  for (const { file, from, to } of changes) change(join(build, file), from, to);
  const { evidence } = await run({
    seed: SEED,
    minutes: MINUTES,
    database: database ?? "pglite",
    processes: database ? 3 : 1,
    perSecond: database ? 8 : 4,
    script,
    patienceMs: PATIENCE_MS,
    build,
    folder: join(folder, "run"),
    tell: () => undefined,
  });
  return check(evidence);
}

function change(path: string, from: string, to: string): void {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const times = text.split(from).length - 1;
  if (times !== 1)
    throw new Error(
      `${path} has the text to break ${times} times instead of once: ${from}. Correct test/faults/broken.ts.`,
    );
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}
