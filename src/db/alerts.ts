import { and, asc, desc, eq, gte, isNull, lt, or, sql } from "drizzle-orm";
import type { AlertBody } from "../domain/audit/alert.ts";
import type { Posted } from "../platforms/platform.ts";
import type { Database } from "./open.ts";
import { alerts } from "./schema.ts";

/** Any number, the same in every process: the family of locks that alerts about one subject take. */
const ALERT_LOCKS = 720_311;

export type Alert = typeof alerts.$inferSelect;

export async function insertAlert(
  tx: Database,
  alert: Pick<Alert, "id" | "kind" | "platform" | "workspace" | "subject" | "body">,
  now: number,
): Promise<void> {
  await tx.insert(alerts).values({ ...alert, createdAt: new Date(now) });
}

export async function findAlert(db: Database, id: string): Promise<Alert | null> {
  const [row] = await db.select().from(alerts).where(eq(alerts.id, id));
  return row ?? null;
}

/** The newest alert about the same, if it is young enough to be added to; nobody else adds to it until the transaction ends. */
export async function lockRecentAlert(
  tx: Database,
  about: Pick<Alert, "kind" | "platform" | "workspace" | "subject">,
  since: number,
): Promise<Alert | null> {
  // Also where there is none yet: of two at once the second one has to find the first one's.
  const key = [about.kind, about.platform, about.workspace, about.subject].join(" ");
  await tx.execute(sql`select pg_advisory_xact_lock(${ALERT_LOCKS}, hashtext(${key}))`);
  const [row] = await tx
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.kind, about.kind),
        eq(alerts.platform, about.platform),
        eq(alerts.workspace, about.workspace),
        eq(alerts.subject, about.subject),
        gte(alerts.createdAt, new Date(since)),
      ),
    )
    .orderBy(desc(alerts.createdAt))
    .limit(1)
    .for("update");
  return row ?? null;
}

export async function growAlert(tx: Database, id: string, body: AlertBody): Promise<void> {
  await tx
    .update(alerts)
    .set({ body, version: sql`${alerts.version} + 1` })
    .where(eq(alerts.id, id));
}

/** Takes the turn to show it: null when somebody else has it. */
export async function claimAlert(
  db: Database,
  id: string,
  now: number,
  forMs: number,
): Promise<Alert | null> {
  const [row] = await db
    .update(alerts)
    .set({ postingUntil: new Date(now + forMs) })
    .where(and(eq(alerts.id, id), or(isNull(alerts.postingUntil), lt(alerts.postingUntil, new Date(now)))))
    .returning();
  return row ?? null;
}

export async function releaseAlert(
  db: Database,
  id: string,
  result: { posted: Posted; shown: number; failure: null } | { failure: string } | null,
): Promise<void> {
  await db
    .update(alerts)
    .set({ postingUntil: null, ...result })
    .where(eq(alerts.id, id));
}

/** Alerts that show something else than they should, and are not known to be out of reach. */
export async function staleAlerts(db: Database, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(sql`${alerts.shown} < ${alerts.version}`, isNull(alerts.failure)))
    .orderBy(asc(alerts.createdAt))
    .limit(limit);
  return rows.map((row) => row.id);
}
