import { and, eq, sql } from "drizzle-orm";
import { fingerprint, type Finding } from "../domain/audit/finding.ts";
import type { Database } from "./open.ts";
import { attestations, findingCards, findings } from "./schema.ts";

/**
 * What was found in a group that has a new id now is still the same finding there, with its history: a finding's identity
 * contains its group's id, so it is made anew. Where a card stood, it has to be posted again: messages don't move along.
 */
export async function migrateFindings(
  tx: Database,
  platform: string,
  from: string,
  to: string,
): Promise<void> {
  const moved = await tx
    .select()
    .from(findings)
    .where(and(eq(findings.platform, platform), eq(findings.workspace, from)));
  for (const row of moved) {
    const itself = row.subject.kind === "workspace" && row.subject.id === from;
    const subject = itself ? { ...row.subject, id: to } : row.subject;
    const finding: Finding | null = row.finding && {
      ...row.finding,
      subject: { ...row.finding.subject, id: subject.id },
    };
    const identity = finding ? fingerprint(row.rule, platform, to, finding) : row.fingerprint;
    await tx
      .update(findings)
      .set({
        workspace: to,
        subject,
        fingerprint: identity,
        finding: finding && { ...finding, fingerprint: identity },
      })
      .where(eq(findings.id, row.id));
  }
  await tx
    .update(findingCards)
    .set({
      place: sql`${findingCards.place} || jsonb_build_object('workspace', ${to}::text, 'channel', ${to}::text)`,
      posted: null,
      shown: null,
    })
    .where(
      sql`${findingCards.place} ->> 'platform' = ${platform} and ${findingCards.place} ->> 'channel' = ${from} and ${findingCards.findingId} is not null`,
    );
  await tx
    .update(attestations)
    .set({ workspace: to })
    .where(and(eq(attestations.platform, platform), eq(attestations.workspace, from)));
}
