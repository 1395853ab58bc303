import { and, eq, sql } from "drizzle-orm";
import { migrateFindings } from "./migrate-findings.ts";
import type { Database } from "./open.ts";
import {
  actions,
  agents,
  alerts,
  audits,
  copies,
  duties,
  proposals,
  setupQuestions,
  sightings,
  unasked,
  usage,
  workspaces,
} from "./schema.ts";

/**
 * A Telegram group that became a supergroup has a new id: everything we know about the old one is moved to it.
 * Places inside its document that named the chat itself are moved with it. Doing it twice changes nothing.
 */
export async function migrateWorkspace(
  tx: Database,
  platform: string,
  from: string,
  to: string,
): Promise<void> {
  const [old] = await tx
    .select()
    .from(workspaces)
    .where(and(eq(workspaces.platform, platform), eq(workspaces.id, from)));
  if (!old) return;
  const moved = (id: string | undefined) => (id === from ? to : id);
  const document = old.document && {
    ...old.document,
    metadata: { ...old.document.metadata, id: to },
    places: Object.fromEntries(
      Object.entries(old.document.places).flatMap(([name, id]) => {
        const place = moved(id);
        return place === undefined ? [] : [[name, place]];
      }),
    ),
    ...(old.document.approvers && {
      approvers: old.document.approvers.map((ref) =>
        ref === `telegram:admins:${from}` ? `telegram:admins:${to}` : ref,
      ),
    }),
  };
  await tx
    .insert(workspaces)
    .values({ ...old, id: to, document, setup: null })
    .onConflictDoUpdate({
      target: [workspaces.platform, workspaces.id],
      set: {
        document: sql`coalesce(${workspaces.document}, excluded.document)`,
        purposes: sql`coalesce(${workspaces.purposes}, excluded.purposes)`,
        // Who was greeted in the group has been greeted.
        greetedAt: sql`coalesce(excluded.greeted_at, ${workspaces.greetedAt})`,
      },
    });
  await tx.delete(workspaces).where(and(eq(workspaces.platform, platform), eq(workspaces.id, from)));
  await tx
    .update(copies)
    .set({ workspace: to })
    .where(and(eq(copies.platform, platform), eq(copies.workspace, from)));
  // Cards in the group itself: their messages did not move, so the next delivery finds them gone and posts them again.
  await tx
    .update(copies)
    .set({ channel: to })
    .where(and(eq(copies.platform, platform), eq(copies.channel, from)));
  const declared = { from: `${platform}:${from}`, to: `${platform}:${to}` };
  await tx
    .update(agents)
    .set({
      document: sql`jsonb_set(${agents.document}, '{metadata,declaredIn}', to_jsonb(${declared.to}::text))`,
    })
    .where(sql`${agents.document} #>> '{metadata,declaredIn}' = ${declared.from}`);
  for (const table of [actions, alerts, audits, duties, unasked, usage, proposals, setupQuestions])
    await tx
      .update(table)
      .set({ workspace: to })
      .where(and(eq(table.platform, platform), eq(table.workspace, from)));
  // Their cards did not move: what is shown next is posted anew.
  await tx
    .update(duties)
    .set({ posted: null })
    .where(sql`${duties.platform} = ${platform} and ${duties.posted} -> 'place' ->> 'channel' = ${from}`);
  await migrateFindings(tx, platform, from, to);
  const seen = await tx
    .delete(sightings)
    .where(and(eq(sightings.platform, platform), eq(sightings.workspace, from)))
    .returning();
  if (seen.length > 0)
    await tx
      .insert(sightings)
      .values(seen.map((row) => ({ ...row, workspace: to })))
      .onConflictDoNothing();
}
