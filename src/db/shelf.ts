import { and, eq } from "drizzle-orm";
import type { PlatformId, Shelf } from "../platforms/platform.ts";
import type { Database } from "./open.ts";
import { shelf } from "./schema.ts";

/** An adapter's small durable store. */
export function shelfOf(db: Database, platform: PlatformId, now: () => number): Shelf {
  const at = (key: string) => and(eq(shelf.platform, platform), eq(shelf.key, key));
  return {
    get: async (key) => {
      const [row] = await db.select({ value: shelf.value }).from(shelf).where(at(key));
      return row?.value;
    },
    put: async (key, value) => {
      const updatedAt = new Date(now());
      await db
        .insert(shelf)
        .values({ platform, key, value, updatedAt })
        .onConflictDoUpdate({ target: [shelf.platform, shelf.key], set: { value, updatedAt } });
    },
    delete: async (key) => {
      await db.delete(shelf).where(at(key));
    },
  };
}
