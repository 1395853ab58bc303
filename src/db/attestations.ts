import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "./open.ts";
import { attestations } from "./schema.ts";

export type AttestationRow = typeof attestations.$inferSelect;

export async function insertAttestation(
  tx: Database,
  row: Omit<
    AttestationRow,
    "secondBy" | "secondName" | "secondAt" | "revokedAt" | "revokedBy" | "revokedWhy"
  >,
): Promise<void> {
  await tx.insert(attestations).values(row);
}

export async function attestationById(db: Database, id: string): Promise<AttestationRow | null> {
  const [row] = await db.select().from(attestations).where(eq(attestations.id, id));
  return row ?? null;
}

/** Nobody else changes it until the caller's transaction ends. */
export async function lockAttestation(tx: Database, id: string): Promise<AttestationRow | null> {
  const [row] = await tx.select().from(attestations).where(eq(attestations.id, id)).for("update");
  return row ?? null;
}

export async function secondAttestation(
  tx: Database,
  id: string,
  second: { by: string; name: string; at: number },
): Promise<void> {
  const { by, name, at } = second;
  await tx
    .update(attestations)
    .set({ secondBy: by, secondName: name, secondAt: new Date(at) })
    .where(eq(attestations.id, id));
}

export async function endAttestation(
  tx: Database,
  id: string,
  revoked: { by: string; why: string; at: number },
): Promise<void> {
  const { by, why, at } = revoked;
  await tx
    .update(attestations)
    .set({ revokedAt: new Date(at), revokedBy: by, revokedWhy: why })
    .where(and(eq(attestations.id, id), isNull(attestations.revokedAt)));
}

/** Everything that people ever confirmed in a workspace, newest first; `control` limits it to one. */
export async function attestationsIn(
  db: Database,
  platform: string,
  workspace: string,
  control?: string,
): Promise<AttestationRow[]> {
  const here = and(eq(attestations.platform, platform), eq(attestations.workspace, workspace));
  return await db
    .select()
    .from(attestations)
    .where(control === undefined ? here : and(here, eq(attestations.control, control)))
    .orderBy(desc(attestations.at), asc(attestations.id));
}
