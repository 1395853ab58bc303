/** Whole rows through one JSON text: so a single statement can read rows of several tables, or write some of them. */
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

interface Column {
  key: string;
  name: string;
  date: boolean;
}

const known = new WeakMap<PgTable, Column[]>();

function columnsOf(table: PgTable): Column[] {
  let columns = known.get(table);
  if (!columns) {
    columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
      key,
      name: column.name,
      date: column.dataType === "date",
    }));
    known.set(table, columns);
  }
  return columns;
}

/** The row that PostgreSQL's `to_json` made this of. */
export function rowFrom<T extends PgTable>(table: T, json: Record<string, unknown>): T["$inferSelect"] {
  const row: Record<string, unknown> = {};
  for (const { key, name, date } of columnsOf(table)) {
    const value = json[name] ?? null;
    row[key] = date && typeof value === "string" ? new Date(value) : value;
  }
  return row;
}

/**
 * Rows on their way into a table: the names of the columns that are written, and the rows as a parameter that
 * `json_populate_recordset` reads. What is left out gets its default; all rows leave out the same.
 */
export function rowsInto<T extends PgTable>(
  table: T,
  rows: T["$inferInsert"][],
): { columns: SQL; json: SQL } {
  const written = columnsOf(table).filter(({ key }) => rows[0] && key in rows[0]);
  const values = rows.map((row) =>
    Object.fromEntries(written.map(({ key, name }) => [name, (row as Record<string, unknown>)[key] ?? null])),
  );
  return {
    columns: sql.raw(written.map(({ name }) => `"${name}"`).join(", ")),
    json: sql`${JSON.stringify(values)}::text::json`,
  };
}
