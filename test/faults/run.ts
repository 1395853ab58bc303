/**
 * `npm run faults -- --minutes 10 --seed 7 --database postgres --processes 3`: the service under a script of faults made from
 * the seed. Exit code 1 when an invariant is broken; the same command plays the same script again.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { check, invariants } from "./check.ts";
import { prove } from "./prove.ts";
import { summary } from "./report.ts";
import { type FaultKind, kinds } from "./script.ts";
import { run } from "./world-run.ts";

const root = join(import.meta.dirname, "..", "..");
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
    database: { type: "string", default: "postgres" },
    processes: { type: "string" },
    rate: { type: "string", default: "4" },
    every: { type: "string", default: "900" },
    only: { type: "string" },
    build: { type: "string", default: root },
    keep: { type: "boolean", default: false },
    prove: { type: "boolean", default: false },
  },
});
const tell = (line: string) => console.log(line);

if (values.prove) {
  process.exitCode = (await prove(root, tell, values.only)) ? 0 : 1;
} else {
  const database = values.database === "pglite" ? "pglite" : "postgres";
  const processes = database === "pglite" ? 1 : Number(values.processes ?? 3);
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  const only = values.only?.split(",").filter((kind): kind is FaultKind => kind in kinds);
  const folder = await mkdtemp(join(tmpdir(), "countersign-faults-"));
  const again = `npm run faults -- --minutes ${minutes} --seed ${seed} --database ${database} --processes ${processes}${values.only ? ` --only ${values.only}` : ""}`;
  tell(`Playing: ${again}`);
  const result = await run({
    seed,
    minutes,
    database,
    processes,
    perSecond: Number(values.rate),
    everyMs: Number(values.every),
    ...(only ? { only } : {}),
    build: values.build,
    folder,
    tell,
  });
  const broken = check(result.evidence);
  tell(summary(result));
  for (const { invariant, what } of broken.slice(0, 60)) tell(`BROKEN ${invariant}: ${what}`);
  for (const invariant of new Set(broken.map((each) => each.invariant)))
    tell(`Broken: ${invariants[invariant]}.`);
  if (broken.length > 0) {
    tell(
      `${broken.length} faults found. Everything that was written is in ${folder}. The same again: ${again}`,
    );
    process.exitCode = 1;
  } else {
    tell("No invariant is broken.");
    if (values.keep) tell(`Everything that was written is in ${folder}.`);
    else await rm(folder, { recursive: true, force: true });
  }
}
process.exit();
