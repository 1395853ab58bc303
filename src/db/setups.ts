/** What people chose in chat about a place: finished, not finished yet, and waiting for somebody else's word. */
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Purpose } from "../domain/manifest.ts";
import type { SetupDraft } from "../domain/setup.ts";
import type { Database } from "./open.ts";
import { setupQuestions, workspaces, type ChangeOutcome } from "./schema.ts";

export type SetupQuestion = typeof setupQuestions.$inferSelect;

const of = (platform: string, id: string) => and(eq(workspaces.platform, platform), eq(workspaces.id, id));

/** Null when there is no such place. Whoever changes its settings waits here for whoever does so already. */
export async function lockWorkspace(tx: Database, platform: string, id: string) {
  const [row] = await tx.select().from(workspaces).where(of(platform, id)).for("update");
  return row ?? null;
}

export async function keepDraft(
  tx: Database,
  platform: string,
  id: string,
  draft: SetupDraft | null,
): Promise<void> {
  await tx.update(workspaces).set({ setup: draft }).where(of(platform, id));
}

export async function keepPurposes(
  tx: Database,
  platform: string,
  id: string,
  purposes: Record<string, Purpose>,
): Promise<void> {
  await tx.update(workspaces).set({ purposes }).where(of(platform, id));
}

/** True for whoever is to greet; false when that was done, or is being done. */
export async function claimGreeting(
  tx: Database,
  platform: string,
  id: string,
  now: number,
): Promise<boolean> {
  const claimed = await tx
    .update(workspaces)
    .set({ greetedAt: new Date(now) })
    .where(and(of(platform, id), isNull(workspaces.greetedAt), isNull(workspaces.leftAt)))
    .returning({ id: workspaces.id });
  return claimed.length > 0;
}

/** The greeting was certainly not posted, so it may be tried again. */
export async function releaseGreeting(db: Database, platform: string, id: string): Promise<void> {
  await db.update(workspaces).set({ greetedAt: null }).where(of(platform, id));
}

export async function insertSetupQuestion(
  tx: Database,
  question: Omit<SetupQuestion, "closedAt" | "outcome">,
): Promise<void> {
  await tx.insert(setupQuestions).values(question);
}

export async function findSetupQuestion(db: Database, id: string): Promise<SetupQuestion | null> {
  const [row] = await db.select().from(setupQuestions).where(eq(setupQuestions.id, id));
  return row ?? null;
}

/** Locked, so that of two people who press at once one decides. */
export async function lockSetupQuestion(tx: Database, id: string): Promise<SetupQuestion | null> {
  const [row] = await tx.select().from(setupQuestions).where(eq(setupQuestions.id, id)).for("update");
  return row ?? null;
}

/** What still waits in this place at that moment, newest first. */
export async function openSetupQuestions(
  db: Database,
  platform: string,
  workspace: string,
  now: number,
): Promise<SetupQuestion[]> {
  return await db
    .select()
    .from(setupQuestions)
    .where(
      and(
        eq(setupQuestions.platform, platform),
        eq(setupQuestions.workspace, workspace),
        isNull(setupQuestions.closedAt),
        gt(setupQuestions.expiresAt, new Date(now)),
      ),
    )
    .orderBy(desc(setupQuestions.at));
}

export async function closeSetupQuestion(
  tx: Database,
  id: string,
  outcome: ChangeOutcome,
  now: number,
): Promise<void> {
  await tx
    .update(setupQuestions)
    .set({ closedAt: new Date(now), outcome })
    .where(and(eq(setupQuestions.id, id), isNull(setupQuestions.closedAt)));
}
