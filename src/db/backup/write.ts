import { sql } from "drizzle-orm";
import type { Database } from "../open.ts";
import { rowsOf } from "../rows-of.ts";
import { rowLine, type BackupHeader } from "../../domain/backup.ts";
import { migrationOf, tablesInOrder } from "./tables.ts";

const PAGE = 500;

/**
 * Hands every line of a backup to `write`, all of one moment: nothing that is committed meanwhile is half in it. Resolves to
 * the number of rows. On PGlite, which has one session, the service waits until it is through: let `write` be quick there.
 */
export async function writeBackup(
  db: Database,
  takenAt: number,
  write: (line: string) => Promise<void>,
): Promise<number> {
  return await db.transaction(
    async (tx) => {
      const header: BackupHeader = {
        countersign: "backup/v1",
        takenAt: new Date(takenAt).toISOString(),
        migration: (await migrationOf(tx)) ?? 0,
      };
      await write(JSON.stringify(header));
      let rows = 0;
      for (const table of await tablesInOrder(tx)) {
        await tx.execute(
          sql`declare backup cursor for select row_to_json(t)::text as row from ${sql.identifier(table)} t`,
        );
        for (;;) {
          const page = rowsOf<{ row: string }>(await tx.execute(sql.raw(`fetch ${PAGE} from backup`)));
          for (const { row } of page) await write(rowLine(table, row));
          rows += page.length;
          if (page.length < PAGE) break;
        }
        await tx.execute(sql`close backup`);
      }
      await write(JSON.stringify({ rows }));
      return rows;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
