import { and, asc, count, desc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { rememberedInForce, type RememberedAction } from "./remembered.ts";
import { copies, remembered, requests, votes } from "./schema.ts";
import type { RequestRow } from "./requests.ts";

/** Pending requests that have a card in this workspace; the one to be decided first comes first. */
export async function pendingIn(
  db: Database,
  platform: string,
  workspace: string,
  limit: number,
): Promise<RequestRow[]> {
  return await db
    .select()
    .from(requests)
    .where(and(eq(requests.state, "pending"), inArray(requests.id, askedIn(db, platform, workspace))))
    .orderBy(asc(requests.decideBy))
    .limit(limit);
}

/** Approvals still remembered of requests that had a card in this workspace; the one that ends first comes first. */
export async function rememberedIn(
  db: Database,
  platform: string,
  workspace: string,
  now: number,
  limit: number,
): Promise<RememberedAction[]> {
  const rows = await db
    .select({ remembered, action: requests.action, title: requests.title })
    .from(remembered)
    .innerJoin(requests, eq(remembered.requestId, requests.id))
    .where(and(rememberedInForce(now), inArray(remembered.requestId, askedIn(db, platform, workspace))))
    .orderBy(asc(remembered.expiresAt))
    .limit(limit);
  return rows.map((row) => ({ ...row.remembered, action: row.action, title: row.title }));
}

export type Ended = RequestRow & { state: Exclude<RequestRow["state"], "pending"> };

/** Requests that were decided or ended, and had a card in this workspace; the newest first. Null filters nothing. */
export async function decidedIn(
  db: Database,
  platform: string,
  workspace: string,
  page: { size: number; skip: number },
  only: { states: Ended["state"][] | null; agentId: string | null } = { states: null, agentId: null },
): Promise<Ended[]> {
  const rows = await db
    .select()
    .from(requests)
    .where(
      and(
        ne(requests.state, "pending"),
        only.states ? inArray(requests.state, only.states) : undefined,
        only.agentId === null ? undefined : eq(requests.agentId, only.agentId),
        inArray(requests.id, askedIn(db, platform, workspace)),
      ),
    )
    .orderBy(desc(requests.decidedAt), desc(requests.id))
    .limit(page.size)
    .offset(page.skip);
  return rows.flatMap((row) => (row.state === "pending" ? [] : [{ ...row, state: row.state }]));
}

export interface ApproverRow {
  platform: string;
  userId: string;
  name: string;
  decisions: number;
  denials: number;
  /** Half of the decisions came sooner after the request was made. */
  medianMs: number;
}

/** How people have decided on what was asked in this workspace since then, by person; whoever decided most comes first. */
export async function approversIn(
  db: Database,
  platform: string,
  workspace: string,
  since: number,
  limit: number,
): Promise<ApproverRow[]> {
  const newest = (what: typeof votes.name | typeof votes.platform | typeof votes.userId) =>
    sql<string>`(array_agg(${what} order by ${votes.at} desc))[1]`;
  const took = sql`extract(epoch from (${votes.at} - ${requests.createdAt})) * 1000`;
  return await db
    .select({
      platform: newest(votes.platform),
      userId: newest(votes.userId),
      name: newest(votes.name),
      decisions: count(),
      denials: sql<number>`count(*) filter (where ${votes.verdict} = 'deny')`.mapWith(Number),
      medianMs: sql<number>`percentile_cont(0.5) within group (order by ${took})`.mapWith(Number),
    })
    .from(votes)
    .innerJoin(requests, eq(votes.requestId, requests.id))
    .where(
      and(
        gt(votes.at, new Date(since)),
        eq(votes.factor, "click"),
        inArray(votes.requestId, askedIn(db, platform, workspace)),
      ),
    )
    .groupBy(votes.person)
    .orderBy(desc(count()), asc(votes.person))
    .limit(limit);
}

function askedIn(db: Database, platform: string, workspace: string) {
  return db
    .select({ id: copies.requestId })
    .from(copies)
    .where(and(eq(copies.platform, platform), eq(copies.workspace, workspace)));
}
