import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "./open.ts";
import { proposals } from "./schema.ts";

export type Proposal = typeof proposals.$inferSelect;

export async function insertProposal(tx: Database, proposal: typeof proposals.$inferInsert): Promise<void> {
  await tx.insert(proposals).values(proposal);
}

/** Locked, so that of two people who press at once one decides. */
export async function lockProposal(tx: Database, id: string): Promise<Proposal | null> {
  const [row] = await tx.select().from(proposals).where(eq(proposals.id, id)).for("update");
  return row ?? null;
}

export async function findProposal(db: Database, id: string): Promise<Proposal | null> {
  const [row] = await db.select().from(proposals).where(eq(proposals.id, id));
  return row ?? null;
}

export async function closeProposal(tx: Database, id: string, at: number): Promise<void> {
  await tx
    .update(proposals)
    .set({ closedAt: new Date(at) })
    .where(and(eq(proposals.id, id), isNull(proposals.closedAt)));
}
