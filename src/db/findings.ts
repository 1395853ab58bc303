import { and, asc, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Acceptance } from "../domain/audit/acceptance.ts";
import type { Tracked } from "../domain/audit/lifecycle.ts";
import type { Database } from "./open.ts";
import { findingEvents, findings } from "./schema.ts";

export type FindingRow = typeof findings.$inferSelect;
export type FindingEvent = typeof findingEvents.$inferSelect;

/** PostgreSQL takes 65,535 values in one statement. */
const AT_ONCE = 200;

/** Everything ever found in a workspace. With `lock`, nobody else changes it until the caller's transaction ends. */
export async function findingsIn(
  db: Database,
  platform: string,
  workspace: string,
  options: { lock: boolean } = { lock: false },
): Promise<FindingRow[]> {
  const rows = db
    .select()
    .from(findings)
    .where(and(eq(findings.platform, platform), eq(findings.workspace, workspace)))
    .orderBy(asc(findings.id));
  return options.lock ? await rows.for("update") : await rows;
}

/** What is open or accepted about these accounts, one of each platform, wherever they are. */
export async function liveFindingsOf(
  db: Database,
  who: { platform: string; userId: string }[],
): Promise<FindingRow[]> {
  const found = await Promise.all(
    who.map(({ platform, userId }) =>
      db
        .select()
        .from(findings)
        .where(
          and(
            eq(findings.platform, platform),
            sql`status in ('open', 'accepted')`,
            sql`subject ->> 'id' = ${userId} and subject ->> 'kind' = 'agent'`,
          ),
        )
        .orderBy(asc(findings.id)),
    ),
  );
  return found.flat();
}

export async function findFinding(db: Database, id: string): Promise<FindingRow | null> {
  const [row] = await db.select().from(findings).where(eq(findings.id, id));
  return row ?? null;
}

/** Nobody else changes it until the caller's transaction ends. */
export async function lockFinding(tx: Database, id: string): Promise<FindingRow | null> {
  const [row] = await tx.select().from(findings).where(eq(findings.id, id)).for("update");
  return row ?? null;
}

/** Writes what is known of each; whoever is there already keeps their id, and their description when none is given. */
export async function saveFindings(tx: Database, rows: FindingRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx
      .insert(findings)
      .values(rows.slice(from, from + AT_ONCE))
      .onConflictDoUpdate({
        target: [findings.platform, findings.workspace, findings.fingerprint],
        set: {
          channels: sql`excluded.channels`,
          severity: sql`excluded.severity`,
          status: sql`excluded.status`,
          firstSeen: sql`excluded.first_seen`,
          lastSeen: sql`excluded.last_seen`,
          closedAt: sql`excluded.closed_at`,
          acceptance: sql`excluded.acceptance`,
          acceptedUntil: sql`excluded.accepted_until`,
          facts: sql`excluded.facts`,
          reopened: sql`excluded.reopened`,
          finding: sql`coalesce(excluded.finding, ${findings.finding})`,
          assignee: sql`excluded.assignee`,
          tried: sql`excluded.tried`,
          fixedBy: sql`excluded.fixed_by`,
        },
      });
}

/** They are as they were, and were seen again. */
export async function touchFindings(tx: Database, ids: string[], lastSeen: Date): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await tx
      .update(findings)
      .set({ lastSeen })
      .where(inArray(findings.id, ids.slice(from, from + AT_ONCE)));
}

export async function changeFinding(
  tx: Database,
  id: string,
  set: Partial<Pick<FindingRow, "status" | "assignee" | "reopened" | "tried">> & {
    acceptance?: Acceptance | null;
  },
): Promise<void> {
  const { acceptance } = set;
  const acceptedUntil = acceptance === undefined ? {} : { acceptedUntil: endOf(acceptance) };
  await tx
    .update(findings)
    .set({ ...set, ...acceptedUntil })
    .where(eq(findings.id, id));
}

export function endOf(acceptance: Acceptance | null): Date | null {
  return acceptance && new Date(acceptance.until);
}

/** Accepted ones whose time is over. */
export async function overdueAcceptances(db: Database, now: number, limit: number): Promise<FindingRow[]> {
  return await db
    .select()
    .from(findings)
    .where(
      and(
        isNotNull(findings.acceptedUntil),
        lte(findings.acceptedUntil, new Date(now)),
        eq(findings.status, "accepted"),
      ),
    )
    .orderBy(asc(findings.acceptedUntil))
    .limit(limit);
}

export async function noteEvents(
  tx: Database,
  events: Omit<typeof findingEvents.$inferInsert, "id">[],
): Promise<void> {
  for (let from = 0; from < events.length; from += AT_ONCE)
    await tx.insert(findingEvents).values(events.slice(from, from + AT_ONCE));
}

/** What happened to a finding, oldest first. */
export async function eventsOf(db: Database, findingId: string): Promise<FindingEvent[]> {
  return await db
    .select()
    .from(findingEvents)
    .where(eq(findingEvents.findingId, findingId))
    .orderBy(asc(findingEvents.id));
}

export function trackedOf(row: FindingRow): Tracked {
  const { fingerprint, rule, subject, object, channels, severity, status, baseline } = row;
  const { acceptance, facts, reopened } = row;
  return {
    fingerprint,
    rule,
    subject,
    object,
    channels,
    severity,
    status,
    baseline,
    firstSeen: row.firstSeen.getTime(),
    lastSeen: row.lastSeen.getTime(),
    closedAt: row.closedAt?.getTime() ?? null,
    acceptance,
    facts,
    reopened,
  };
}
