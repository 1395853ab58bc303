import { and, asc, desc, eq, lt, lte, notInArray } from "drizzle-orm";
import type { Database } from "./open.ts";
import { audits, looks } from "./schema.ts";

export type AuditRow = typeof audits.$inferSelect;

const of = (platform: string, workspace: string) =>
  and(eq(audits.platform, platform), eq(audits.workspace, workspace));

/** The newest; nobody else adds one to this workspace until the caller's transaction ends. */
export async function lockLatestAudit(
  tx: Database,
  platform: string,
  workspace: string,
): Promise<AuditRow | null> {
  await tx.insert(looks).values({ platform, workspace }).onConflictDoNothing();
  await tx
    .select({ workspace: looks.workspace })
    .from(looks)
    .where(and(eq(looks.platform, platform), eq(looks.workspace, workspace)))
    .for("update");
  const [row] = await tx
    .select()
    .from(audits)
    .where(of(platform, workspace))
    .orderBy(desc(audits.id))
    .limit(1);
  return row ?? null;
}

export async function insertAudit(tx: Database, row: typeof audits.$inferInsert): Promise<void> {
  await tx.insert(audits).values(row);
}

/** It still looks like that. */
export async function seenAgain(
  tx: Database,
  id: number,
  { at, ...seen }: Pick<AuditRow, "summary" | "tracked" | "drift"> & { at: number },
): Promise<void> {
  await tx
    .update(audits)
    .set({ ...seen, seenAt: new Date(at) })
    .where(eq(audits.id, id));
}

/** What it looked like at a moment: the last look before it, or the first one there is. */
export async function auditAt(
  db: Database,
  platform: string,
  workspace: string,
  at: number,
): Promise<AuditRow | null> {
  const [before] = await db
    .select()
    .from(audits)
    .where(and(of(platform, workspace), lte(audits.takenAt, new Date(at))))
    .orderBy(desc(audits.takenAt), desc(audits.id))
    .limit(1);
  if (before) return before;
  const [first] = await db
    .select()
    .from(audits)
    .where(of(platform, workspace))
    .orderBy(asc(audits.id))
    .limit(1);
  return first ?? null;
}

/** Drops what is older than `before`, but for the first one, which everything is measured by. The newest is always kept. */
export async function forgetAudits(
  db: Database,
  platform: string,
  workspace: string,
  before: number,
): Promise<void> {
  const [first] = await db
    .select({ id: audits.id })
    .from(audits)
    .where(of(platform, workspace))
    .orderBy(asc(audits.id))
    .limit(1);
  const [last] = await db
    .select({ id: audits.id })
    .from(audits)
    .where(of(platform, workspace))
    .orderBy(desc(audits.id))
    .limit(1);
  if (!first || !last) return;
  await db
    .delete(audits)
    .where(
      and(
        of(platform, workspace),
        lt(audits.seenAt, new Date(before)),
        notInArray(audits.id, [first.id, last.id]),
      ),
    );
}
