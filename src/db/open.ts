/** Opens the one database: PostgreSQL when there is an address, else PGlite in a folder. The same SQL and migrations on both. */
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as overPglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { drizzle as overPostgres } from "drizzle-orm/postgres-js";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { DatabaseFailure, explain } from "./failure.ts";
import { lockFolder } from "./folder-lock.ts";
import { listenOn } from "./listen.ts";
import { migrationsUpTo } from "./migrations.ts";
import { openPool } from "./pool.ts";
import * as schema from "./schema.ts";

type Schema = typeof schema;

/** What store functions take first: the outer handle of either driver, or a transaction of one. */
export type Database = PgDatabase<PgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;

/** What the job queue needs to reach the same database by its own means. */
export type Backend = { kind: "pglite"; client: PGlite } | { kind: "postgres"; url: string };

export interface OpenedDatabase {
  db: Database;
  backend: Backend;
  /**
   * Calls back with the payload of every NOTIFY on `channel`, from any process; with null when notifications may have been
   * missed (the connection was lost and is back). Resolves, once listening, to the way to stop.
   */
  listen(channel: string, heard: (payload: string | null) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Any number, the same in every process: whoever holds it migrates. */
const MIGRATION_LOCK = 7_203_118_645;

/** Throws `DatabaseFailure`, whose message is one sentence for the operator. */
export async function openDatabase(options: {
  url?: string | null;
  dataDir: string;
  /** Connections this process may hold on PostgreSQL. */
  connections?: number;
}): Promise<OpenedDatabase> {
  return options.url
    ? await openPostgres(options.url, options.connections ?? 10)
    : await openPglite(join(options.dataDir, "db"));
}

async function openPglite(folder: string): Promise<OpenedDatabase> {
  const unlock = await lockFolder(folder);
  let client: PGlite | undefined;
  try {
    client = await PGlite.create(folder);
    const opened = await adoptPglite(client);
    return {
      ...opened,
      close: async () => {
        await opened.close();
        await unlock();
      },
    };
  } catch (cause) {
    await client?.close().catch(() => {});
    await unlock();
    throw new DatabaseFailure(
      `The database in ${folder} can't be opened (${explain(cause)}). Restore the folder from a backup, or point DATA_DIR at another one.`,
      cause,
    );
  }
}

/**
 * Migrates and wraps a PGlite that the caller made, in memory for instance; closing closes it. `upTo`: only as far as this
 * migration (`when` of the journal), to have the tables of an earlier release.
 */
export async function adoptPglite(client: PGlite, upTo?: number): Promise<OpenedDatabase> {
  const db = overPglite(client, { schema });
  await migratePglite(db, { migrationsFolder: await migrationsUpTo(upTo) });
  return {
    db: db as unknown as Database,
    backend: { kind: "pglite", client },
    listen: (channel, heard) => client.listen(channel, heard),
    close: () => client.close(),
  };
}

async function openPostgres(url: string, connections: number): Promise<OpenedDatabase> {
  const where = new URL(url);
  const pool = openPool(url, {
    max: connections,
    onnotice: () => {},
    connection: { application_name: "countersign" },
  });
  try {
    await migrateAlone(url);
  } catch (cause) {
    await pool.end();
    throw new DatabaseFailure(
      `The database at ${where.host}${where.pathname} can't be used (${explain(cause)}). Check DATABASE_URL and that PostgreSQL is running there.`,
      cause,
    );
  }
  return {
    db: overPostgres(pool.client, { schema }) as unknown as Database,
    backend: { kind: "postgres", url },
    listen: (channel, heard) => listenOn(url, channel, heard),
    close: () => pool.end(),
  };
}

/** On one connection of its own, because an advisory lock belongs to a connection: processes that start together migrate in turn. */
async function migrateAlone(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    const db = overPostgres(client);
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migratePostgres(db, { migrationsFolder: await migrationsUpTo() });
  } finally {
    await client.end({ timeout: 5 });
  }
}
