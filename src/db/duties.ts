import { and, asc, desc, eq, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Period } from "../domain/care/cadence.ts";
import type { DutyBody, DutyKind } from "../domain/care/duty.ts";
import type { Posted } from "../platforms/platform.ts";
import type { Database } from "./open.ts";
import { duties, workspaces } from "./schema.ts";

export type DutyRow = typeof duties.$inferSelect;
interface Where {
  platform: string;
  workspace: string;
}

const here = ({ platform, workspace }: Where) =>
  and(eq(duties.platform, platform), eq(duties.workspace, workspace));

/** From when on duties are kept in a workspace: from now on where nobody said so before. */
export async function keptSince(db: Database, { platform, workspace }: Where, now: number): Promise<number> {
  const [row] = await db
    .update(workspaces)
    .set({
      dutiesSince: sql`coalesce(${workspaces.dutiesSince}, ${new Date(now).toISOString()}::timestamptz)`,
    })
    .where(and(eq(workspaces.platform, platform), eq(workspaces.id, workspace)))
    .returning({ since: workspaces.dutiesSince });
  return row?.since?.getTime() ?? now;
}

/** The periods of a duty that were begun, newest first, as many as matter. */
export async function periodsOf(db: Database, where: Where, duty: DutyKind): Promise<Period[]> {
  const rows = await db
    .select({ name: duties.period, dueAt: duties.dueAt })
    .from(duties)
    .where(and(here(where), eq(duties.duty, duty)))
    .orderBy(desc(duties.dueAt))
    .limit(60);
  return rows.map(({ name, dueAt }) => ({ name, dueAt: dueAt.getTime() }));
}

/** False when somebody else began this period a moment ago. */
export async function insertDuty(
  tx: Database,
  row: Pick<
    DutyRow,
    "id" | "platform" | "workspace" | "duty" | "period" | "dueAt" | "body" | "nextAt" | "shown" | "createdAt"
  >,
): Promise<boolean> {
  const rows = await tx.insert(duties).values(row).onConflictDoNothing().returning({ id: duties.id });
  return rows.length === 1;
}

export async function findDuty(db: Database, id: string): Promise<DutyRow | null> {
  const [row] = await db.select().from(duties).where(eq(duties.id, id));
  return row ?? null;
}

/** Nobody else changes it until the caller's transaction ends. */
export async function lockDuty(tx: Database, id: string): Promise<DutyRow | null> {
  const [row] = await tx.select().from(duties).where(eq(duties.id, id)).for("update");
  return row ?? null;
}

/** The newest card of a duty that lies in the past. */
export async function newestDuty(
  db: Database,
  where: Where,
  duty: DutyKind,
  now: number,
): Promise<DutyRow | null> {
  const [row] = await db
    .select()
    .from(duties)
    .where(and(here(where), eq(duties.duty, duty), lte(duties.dueAt, new Date(now))))
    .orderBy(desc(duties.dueAt))
    .limit(1);
  return row ?? null;
}

/** When a duty was last done, in milliseconds since the epoch; null when never. */
export async function lastDone(db: Database, where: Where, duty: DutyKind): Promise<number | null> {
  const [row] = await db
    .select({ at: duties.doneAt })
    .from(duties)
    .where(and(here(where), eq(duties.duty, duty), isNotNull(duties.doneAt)))
    .orderBy(desc(duties.doneAt))
    .limit(1);
  return row?.at?.getTime() ?? null;
}

/** The review that people owe: escalated, and not done. */
export async function owedReviews(db: Database, where: Where): Promise<DutyRow[]> {
  return await db
    .select()
    .from(duties)
    .where(
      and(
        here(where),
        eq(duties.duty, "review"),
        isNull(duties.doneAt),
        sql`${duties.body} ->> 'escalated' = 'true'`,
      ),
    )
    .orderBy(asc(duties.dueAt));
}

/** Whatever was due before this one of the same kind needs no reminder any more: the new card has it. */
export async function replaceOlder(
  tx: Database,
  row: Pick<DutyRow, "platform" | "workspace" | "duty" | "dueAt">,
): Promise<void> {
  await tx
    .update(duties)
    .set({ nextAt: null })
    .where(and(here(row), eq(duties.duty, row.duty), lt(duties.dueAt, row.dueAt)));
}

/** Duties whose reminder is due. */
export async function dueDuties(db: Database, now: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: duties.id })
    .from(duties)
    .where(and(isNotNull(duties.nextAt), lte(duties.nextAt, new Date(now)), isNull(duties.doneAt)))
    .orderBy(asc(duties.nextAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The card has to be drawn again after this. */
export async function changeDuty(
  tx: Database,
  id: string,
  set: Partial<Pick<DutyRow, "nextAt" | "reminded" | "doneAt" | "doneBy" | "doneName">> & { body?: DutyBody },
): Promise<void> {
  await tx
    .update(duties)
    .set({ ...set, version: sql`${duties.version} + 1` })
    .where(eq(duties.id, id));
}

/** Takes the turn to show it: null when somebody else has it. */
export async function claimDuty(
  db: Database,
  id: string,
  now: number,
  forMs: number,
): Promise<DutyRow | null> {
  const [row] = await db
    .update(duties)
    .set({ postingUntil: new Date(now + forMs) })
    .where(and(eq(duties.id, id), or(isNull(duties.postingUntil), lt(duties.postingUntil, new Date(now)))))
    .returning();
  return row ?? null;
}

export async function releaseDuty(
  db: Database,
  id: string,
  result: { posted: Posted; shown: number } | { failure: string } | null,
): Promise<void> {
  await db
    .update(duties)
    .set({ postingUntil: null, ...result })
    .where(eq(duties.id, id));
}

/** Cards that show something else than they should, and are not known to be out of reach. */
export async function staleDuties(db: Database, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: duties.id })
    .from(duties)
    .where(and(sql`${duties.shown} < ${duties.version}`, isNull(duties.failure)))
    .orderBy(asc(duties.createdAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** What is older than this needs no place any more; the newest of a kind is always younger. */
export async function dropDutiesBefore(db: Database, before: number): Promise<void> {
  await db.delete(duties).where(lt(duties.dueAt, new Date(before)));
}
