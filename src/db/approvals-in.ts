import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "./open.ts";
import { rememberedInForce, type RememberedAction } from "./remembered.ts";
import { copies, remembered, requests } from "./schema.ts";
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

function askedIn(db: Database, platform: string, workspace: string) {
  return db
    .select({ id: copies.requestId })
    .from(copies)
    .where(and(eq(copies.platform, platform), eq(copies.workspace, workspace)));
}
