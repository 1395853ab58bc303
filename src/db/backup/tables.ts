import { sql } from "drizzle-orm";
import type { Database } from "../open.ts";
import { rowsOf } from "../rows-of.ts";

/** Every table of ours, those that others refer to first. The names come from the database's own catalogue. */
export async function tablesInOrder(db: Database): Promise<string[]> {
  const names = rowsOf<{ name: string }>(
    await db.execute(sql`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname`),
  ).map(({ name }) => name);
  const references = rowsOf<{ child: string; parent: string }>(
    await db.execute(sql`
      select child.relname as child, parent.relname as parent from pg_constraint k
      join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
      where k.contype = 'f' and child.oid <> parent.oid`),
  );
  const ordered: string[] = [];
  const visit = (name: string) => {
    if (ordered.includes(name)) return;
    for (const { child, parent } of references) if (child === name) visit(parent);
    ordered.push(name);
  };
  for (const name of names) visit(name);
  return ordered;
}

/** `when` of the last migration the database has; null before the first. */
export async function migrationOf(db: Database): Promise<number | null> {
  const [row] = rowsOf<{ last: string | null }>(
    await db.execute(sql`select max(created_at)::text as last from drizzle.__drizzle_migrations`),
  );
  return row?.last == null ? null : Number(row.last);
}
