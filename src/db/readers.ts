import { and, eq, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { readers } from "./schema.ts";

/** BCP 47; null when this person's app never said. */
export async function languageOf(db: Database, platform: string, userId: string): Promise<string | null> {
  const [row] = await db
    .select({ language: readers.language })
    .from(readers)
    .where(and(eq(readers.platform, platform), eq(readers.userId, userId)));
  return row?.language ?? null;
}

/** Writes only what is new. */
export async function keepLanguage(
  db: Database,
  reader: { platform: string; userId: string; language: string },
): Promise<void> {
  await db
    .insert(readers)
    .values(reader)
    .onConflictDoUpdate({
      target: [readers.platform, readers.userId],
      set: { language: reader.language },
      setWhere: sql`${readers.language} <> excluded.language`,
    });
}
