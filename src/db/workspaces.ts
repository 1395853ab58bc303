import { and, asc, eq, sql } from "drizzle-orm";
import type { Workspace } from "../domain/manifest.ts";
import type { Database } from "./open.ts";
import { workspaces } from "./schema.ts";

export type WorkspaceRow = typeof workspaces.$inferSelect;

export async function findWorkspace(
  db: Database,
  platform: string,
  id: string,
): Promise<WorkspaceRow | null> {
  const [row] = await db
    .select()
    .from(workspaces)
    .where(and(eq(workspaces.platform, platform), eq(workspaces.id, id)));
  return row ?? null;
}

export async function allWorkspaces(db: Database): Promise<WorkspaceRow[]> {
  return await db.select().from(workspaces).orderBy(asc(workspaces.platform), asc(workspaces.id));
}

export async function putWorkspace(tx: Database, document: Workspace): Promise<void> {
  const { platform, id } = document.metadata;
  await tx
    .insert(workspaces)
    .values({ platform, id, document })
    .onConflictDoUpdate({ target: [workspaces.platform, workspaces.id], set: { document } });
}

/** We are in it now. A document that somebody declared before stays. */
export async function markJoined(
  db: Database,
  workspace: { platform: string; id: string; title: string | null; language?: string | null },
  now: number,
): Promise<void> {
  const joinedAt = new Date(now);
  await db
    .insert(workspaces)
    .values({ ...workspace, joinedAt })
    .onConflictDoUpdate({
      target: [workspaces.platform, workspaces.id],
      set: {
        title: sql`coalesce(excluded.title, ${workspaces.title})`,
        language: sql`coalesce(excluded.language, ${workspaces.language})`,
        joinedAt: sql`coalesce(${workspaces.joinedAt}, excluded.joined_at)`,
        leftAt: null,
      },
    });
}

export async function markLeft(db: Database, platform: string, id: string, now: number): Promise<void> {
  await db
    .update(workspaces)
    .set({ leftAt: new Date(now), joinedAt: null, greetedAt: null })
    .where(and(eq(workspaces.platform, platform), eq(workspaces.id, id)));
}
