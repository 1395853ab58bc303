import { and, count, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { actions, audits, findingEvents, findings, requests, unasked } from "./schema.ts";

/** How often each of these agents asked on each of the days that end at `to`, and how often people said no. Day 0 is the last one. */
export async function askedByDay(db: Database, agents: string[], from: number, to: number) {
  if (agents.length === 0) return [];
  const day = daysBefore(requests.createdAt, to);
  return await db
    .select({
      agent: requests.agentId,
      day,
      asked: count(),
      denied: sql<number>`count(*) filter (where ${requests.state} = 'denied')`.mapWith(Number),
    })
    .from(requests)
    .where(
      and(
        inArray(requests.agentId, agents),
        gte(requests.createdAt, new Date(from)),
        lt(requests.createdAt, new Date(to)),
      ),
    )
    .groupBy(requests.agentId, sql`2`);
}

/** The same of what the platform's log shows that each account did in a workspace. */
export async function didByDay(
  db: Database,
  { platform, workspace }: { platform: string; workspace: string },
  from: number,
  to: number,
) {
  return await db
    .select({ account: actions.actorId, day: daysBefore(actions.at, to), did: count() })
    .from(actions)
    .where(
      and(
        eq(actions.platform, platform),
        eq(actions.workspace, workspace),
        gte(actions.at, new Date(from)),
        lt(actions.at, new Date(to)),
      ),
    )
    .groupBy(actions.actorId, sql`2`);
}

function daysBefore(column: typeof requests.createdAt | typeof actions.at, to: number) {
  const end = new Date(to).toISOString();
  return sql<number>`floor(extract(epoch from (${end}::timestamptz - ${column})) / 86400)`.mapWith(Number);
}

interface Where {
  platform: string;
  workspace: string;
}

/** What happened to findings of a workspace since then: how often each. */
export async function eventCounts(db: Database, where: Where, since: number): Promise<Map<string, number>> {
  const rows = await db
    .select({ what: findingEvents.what, n: count() })
    .from(findingEvents)
    .innerJoin(findings, eq(findingEvents.findingId, findings.id))
    .where(
      and(
        eq(findings.platform, where.platform),
        eq(findings.workspace, where.workspace),
        gte(findingEvents.at, new Date(since)),
      ),
    )
    .groupBy(findingEvents.what);
  return new Map(rows.map(({ what, n }) => [what, n]));
}

/** What each look since then found changed. */
export async function driftsSince(db: Database, { platform, workspace }: Where, since: number) {
  const rows = await db
    .select({ drift: audits.drift })
    .from(audits)
    .where(
      and(
        eq(audits.platform, platform),
        eq(audits.workspace, workspace),
        gte(audits.takenAt, new Date(since)),
      ),
    );
  return rows.flatMap(({ drift }) => drift ?? []);
}

export type Unasked = typeof unasked.$inferSelect;

export async function keepUnasked(tx: Database, row: Omit<Unasked, "id">): Promise<void> {
  await tx.insert(unasked).values(row);
}

/** Messages that nobody asked for, and those that waited, since then. */
export async function unaskedSince(
  db: Database,
  { platform, workspace }: Where,
  since: number,
): Promise<Unasked[]> {
  return await db
    .select()
    .from(unasked)
    .where(
      and(eq(unasked.platform, platform), eq(unasked.workspace, workspace), gte(unasked.at, new Date(since))),
    )
    .orderBy(unasked.id);
}

export async function dropUnaskedBefore(db: Database, before: number): Promise<void> {
  await db.delete(unasked).where(lt(unasked.at, new Date(before)));
}
