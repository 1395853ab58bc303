import { and, asc, eq } from "drizzle-orm";
import type { Database } from "./open.ts";
import { sightings } from "./schema.ts";

export type Sighting = typeof sightings.$inferSelect;

/** Remembers that a bot was seen in a workspace, and how. */
export async function sight(
  db: Database,
  seen: { platform: string; workspace: string; userId: string; name: string; how: string },
  now: number,
): Promise<void> {
  const at = new Date(now);
  await db
    .insert(sightings)
    .values({ ...seen, firstSeen: at, lastSeen: at })
    .onConflictDoUpdate({
      target: [sightings.platform, sightings.workspace, sightings.userId],
      set: { name: seen.name, how: seen.how, lastSeen: at },
    });
}

/** Less telling than whatever else is known about it. */
export async function sightIfNew(
  db: Database,
  seen: { platform: string; workspace: string; userId: string; name: string; how: string },
  now: number,
): Promise<void> {
  const at = new Date(now);
  await db
    .insert(sightings)
    .values({ ...seen, firstSeen: at, lastSeen: at })
    .onConflictDoNothing();
}

export async function sightingsIn(db: Database, platform: string, workspace: string): Promise<Sighting[]> {
  return await db
    .select()
    .from(sightings)
    .where(and(eq(sightings.platform, platform), eq(sightings.workspace, workspace)))
    .orderBy(asc(sightings.userId));
}
