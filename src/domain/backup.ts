/**
 * A backup is JSON lines: what it is, every row of every table, and how many rows there were. Rows are the database's own JSON
 * text and are never parsed on the way, because large integers would not survive that. The same on PGlite and PostgreSQL,
 * so that a backup of one can be restored into the other.
 */
import { z } from "zod";

export const headerShape = z.object({
  countersign: z.literal("backup/v1"),
  /** RFC 3339. */
  takenAt: z.iso.datetime(),
  /** The last migration that the database had: `when` of drizzle's journal. */
  migration: z.number().int(),
});
export type BackupHeader = z.infer<typeof headerShape>;

export const trailerShape = z.object({ rows: z.number().int().min(0) });

/** The file is not a backup, or not a whole one. The message is one sentence for the operator. */
export class BackupFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "BackupFailure";
  }
}

/** `"requests" {…}`: the table's name and the row, still as text. */
export const rowLine = (table: string, row: string): string => `${JSON.stringify(table)} ${row}`;

const ROW = /^"([a-z_]+)" (\{.*\})$/s;

/** The parts of a row's line; null for anything else. */
export function partsOf(line: string): { table: string; row: string } | null {
  const [, table, row] = ROW.exec(line) ?? [];
  return table !== undefined && row !== undefined ? { table, row } : null;
}
