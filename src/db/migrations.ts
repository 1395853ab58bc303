import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const all = join(import.meta.dirname, "..", "..", "drizzle");

/** Drizzle's list of what is in the folder; `when` names a migration, in milliseconds. */
interface Journal {
  entries: { when: number }[];
}

/** The folder with the migrations; or, up to one of them (`when` of the journal), a copy that ends with it. */
export async function migrationsUpTo(when?: number): Promise<string> {
  if (when === undefined) return all;
  const folder = await mkdtemp(join(tmpdir(), "countersign-migrations-"));
  await cp(all, folder, { recursive: true });
  const journal = await readJournal();
  const entries = journal.entries.filter((entry) => entry.when <= when);
  await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
  return folder;
}

/** Whether this release knows the migration. */
export async function knowsMigration(when: number): Promise<boolean> {
  return (await readJournal()).entries.some((entry) => entry.when === when);
}

async function readJournal(): Promise<Journal> {
  return JSON.parse(await readFile(join(all, "meta", "_journal.json"), "utf8")) as Journal;
}
