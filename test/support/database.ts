/** Databases for tests: a copy of a migrated PGlite, or a database of one's own on the run's PostgreSQL. */
import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import postgres from "postgres";
import { inject } from "vitest";
import { adoptPglite, type OpenedDatabase } from "../../src/db/open.ts";

let client: Promise<PGlite> | undefined;

/** The test file's own PGlite, emptied. Closing it only ends this use: the next test gets it again. */
export async function freshPglite(): Promise<OpenedDatabase> {
  const pglite = await (client ??= copyPglite());
  await pglite.exec(`
    do $$ declare t record; begin
      for t in select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname = 'public' or (schemaname = 'pgboss' and tablename in ('job', 'job_common', 'schedule'))
      loop execute 'truncate ' || t.name || ' cascade'; end loop;
    end $$`);
  return { ...(await adoptPglite(pglite)), close: async () => {} };
}

/** A new database on a real PostgreSQL; resolves to its URL. Fails loudly when PostgreSQL can't be started. */
export async function freshPostgresUrl(): Promise<string> {
  const base = await ask("/postgres");
  const admin = postgres(`${base}/postgres`, { max: 1, onnotice: () => {} });
  const name = `test_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`;
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  return `${base}/${name}`;
}

async function copyPglite(): Promise<PGlite> {
  const tar = await readFile(await ask("/pglite"));
  return await PGlite.create({ loadDataDir: new Blob([tar]) });
}

async function ask(path: string): Promise<string> {
  // Not on a connection kept from an earlier question: it may be closing just now.
  const response = await fetch(inject("databases") + path, { headers: { connection: "close" } });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
