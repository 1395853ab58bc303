import { sql } from "drizzle-orm";
import type { Database } from "../open.ts";
import { rowsOf } from "../rows-of.ts";
import { BackupFailure, headerShape, partsOf, trailerShape, type BackupHeader } from "../../domain/backup.ts";
import { tablesInOrder } from "./tables.ts";

const PAGE = 500;

/** What the first line says. Throws `BackupFailure`. */
export function readHeader(line: string): BackupHeader {
  const header = headerShape.safeParse(parsed(line));
  if (!header.success)
    throw new BackupFailure(
      "This file is not a backup of Countersign: its first line should say countersign: backup/v1. Choose a file that `countersign backup` wrote.",
    );
  return header.data;
}

/**
 * Puts the rows of a backup (all lines after the first) into empty tables, all or none. The schema has to be the one the
 * backup was taken with. Resolves to the number of rows. Throws `BackupFailure`.
 */
export async function readBackup(
  db: Database,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> {
  return await db.transaction(async (tx) => {
    const tables = await tablesInOrder(tx);
    for (const table of tables) await mustBeEmpty(tx, table);
    let rows = 0;
    let ended = false;
    let page: { table: string; rows: string[] } = { table: "", rows: [] };
    const flush = async () => {
      if (page.rows.length > 0) await insert(tx, page.table, page.rows);
      rows += page.rows.length;
    };
    for await (const line of lines) {
      if (ended) throw new BackupFailure("This backup goes on after its end. Take another file.");
      const parts = partsOf(line);
      if (!parts) {
        await flush();
        page = { table: "", rows: [] };
        const trailer = trailerShape.safeParse(parsed(line));
        if (!trailer.success || trailer.data.rows !== rows)
          throw new BackupFailure(`This backup is damaged after its row ${rows}. Take another file.`);
        ended = true;
      } else {
        if (!tables.includes(parts.table))
          throw new BackupFailure(
            `This backup has a table “${parts.table}” that no release has had. Take another file.`,
          );
        if (parts.table !== page.table || page.rows.length === PAGE) {
          await flush();
          page = { table: parts.table, rows: [] };
        }
        page.rows.push(parts.row);
      }
    }
    if (!ended)
      throw new BackupFailure(
        `This backup is cut off after its row ${rows + page.rows.length}. Take another file.`,
      );
    await countOn(tx);
    return rows;
  });
}

async function mustBeEmpty(tx: Database, table: string): Promise<void> {
  const found = rowsOf(await tx.execute(sql`select 1 from ${sql.identifier(table)} limit 1`));
  if (found.length > 0)
    throw new BackupFailure(
      `The database is in use already (there is something in “${table}”). Restore into an empty one: another DATA_DIR, or another database in DATABASE_URL.`,
    );
}

async function insert(tx: Database, table: string, rows: string[]): Promise<void> {
  const name = sql.identifier(table);
  try {
    await tx.execute(
      sql`insert into ${name} select r.* from json_array_elements(${`[${rows.join(",")}]`}::json) as j(row),
          lateral json_populate_record(null::${name}, j.row) r`,
    );
  } catch (cause) {
    throw new BackupFailure(`This backup has rows for “${table}” that don't fit. Take another file.`, cause);
  }
}

/** Numbers that the database counts itself go on after the highest that came with the rows. */
async function countOn(tx: Database): Promise<void> {
  const counted = rowsOf<{ table: string; column: string; sequence: string }>(
    await tx.execute(sql`
      select table_name as "table", column_name as "column", pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
      from information_schema.columns where table_schema = 'public' and column_default like 'nextval(%'`),
  );
  for (const { table, column, sequence } of counted)
    await tx.execute(
      sql`select setval(${sequence}::regclass, (select coalesce(max(${sql.identifier(column)}), 0) + 1 from ${sql.identifier(table)}), false)`,
    );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
