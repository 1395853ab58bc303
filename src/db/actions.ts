import { and, asc, desc, eq, gte, inArray, isNull, lt, or } from "drizzle-orm";
import type { ActionEvent } from "../platforms/platform.ts";
import type { Database } from "./open.ts";
import { actions, identities, requests, sightings } from "./schema.ts";

export type ActionRow = typeof actions.$inferSelect;

/** False when it is known already. */
export async function keepAction(tx: Database, event: ActionEvent, agentId: string | null): Promise<boolean> {
  const kept = await tx
    .insert(actions)
    .values({
      platform: event.platform,
      workspace: event.workspace,
      entryId: event.entryId,
      actorId: event.actor.id,
      actorName: event.actor.name,
      agentId,
      type: event.type,
      target: event.target,
      place: event.where,
      changes: event.changes,
      reason: event.reason,
      at: new Date(event.at),
    })
    .onConflictDoNothing()
    .returning({ entryId: actions.entryId });
  return kept.length === 1;
}

type Key = Pick<ActionRow, "platform" | "workspace" | "entryId">;

export async function keepVerdict(
  tx: Database,
  { platform, workspace, entryId }: Key,
  verdict: { verdict: "approved"; requestId: string } | { verdict: "unapproved"; alertId: string },
): Promise<void> {
  await tx
    .update(actions)
    .set(verdict)
    .where(
      and(eq(actions.platform, platform), eq(actions.workspace, workspace), eq(actions.entryId, entryId)),
    );
}

/**
 * What an agent asked for with this action type since then, oldest first, with whether an action is explained by it already.
 * Nobody else can use one of them for another action until the caller's transaction ends.
 */
export async function lockAsked(tx: Database, agentId: string, type: string, since: number) {
  const rows = await tx
    .select()
    .from(requests)
    .where(
      and(
        eq(requests.agentId, agentId),
        eq(requests.action, type),
        or(gte(requests.createdAt, new Date(since)), gte(requests.consumedAt, new Date(since))),
      ),
    )
    .orderBy(asc(requests.id))
    .for("update");
  const ids = rows.map((row) => row.id);
  const spent = ids.length
    ? await tx.select({ id: actions.requestId }).from(actions).where(inArray(actions.requestId, ids))
    : [];
  const used = new Set(spent.map(({ id }) => id));
  return rows
    .map((row) => ({ row, spent: used.has(row.id) }))
    .sort((a, b) => a.row.createdAt.getTime() - b.row.createdAt.getTime());
}

/** What happened in a workspace since a moment, newest first. */
export async function actionsSince(
  db: Database,
  platform: string,
  workspace: string,
  since: number,
  limit = 500,
): Promise<ActionRow[]> {
  return await db
    .select()
    .from(actions)
    .where(
      and(eq(actions.platform, platform), eq(actions.workspace, workspace), gte(actions.at, new Date(since))),
    )
    .orderBy(desc(actions.at), desc(actions.entryId))
    .limit(limit);
}

/** What agents did in a workspace since then without the approval that they should have had. */
export async function unapprovedSince(
  db: Database,
  platform: string,
  workspace: string,
  since: number,
): Promise<ActionRow[]> {
  return await db
    .select()
    .from(actions)
    .where(
      and(
        eq(actions.platform, platform),
        eq(actions.workspace, workspace),
        gte(actions.at, new Date(since)),
        eq(actions.verdict, "unapproved"),
      ),
    )
    .orderBy(desc(actions.at), desc(actions.entryId));
}

/** What we know about an account: the name it was seen with, and whether it is a bot's. */
export async function knownBot(
  db: Database,
  platform: string,
  userId: string,
): Promise<{ name: string | null } | null> {
  const [seen] = await db
    .select({ name: sightings.name })
    .from(sightings)
    .where(and(eq(sightings.platform, platform), eq(sightings.userId, userId)))
    .orderBy(desc(sightings.lastSeen))
    .limit(1);
  if (seen) return seen;
  const [declared] = await db
    .select({ id: identities.agentId })
    .from(identities)
    .where(and(eq(identities.platform, platform), eq(identities.userId, userId)));
  return declared ? { name: null } : null;
}

/** Older entries are of use to nobody: what they prove is in the usage ledger. Verdicts stay. */
export async function forgetActions(
  db: Database,
  platform: string,
  workspace: string,
  before: number,
): Promise<void> {
  await db
    .delete(actions)
    .where(
      and(
        eq(actions.platform, platform),
        eq(actions.workspace, workspace),
        lt(actions.at, new Date(before)),
        isNull(actions.verdict),
      ),
    );
}
