import { attestationsIn, type AttestationRow } from "../db/attestations.ts";
import type { Attestation } from "../domain/audit/attestation.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";

/**
 * People's confirmations as the audit reads them, one a control and subject: until when the best one holds, in the past for
 * those that ran out, null where none counts (any more, or yet). Null when nobody ever confirmed anything: then nobody keeps
 * a checklist here. `titles`: what controls are called; a control without one goes by its name.
 */
export async function attestedIn(
  ctx: Pick<Context, "db">,
  { platform, workspace }: Where,
  titles: Readonly<Record<string, string>> = {},
): Promise<Attestation[] | null> {
  const rows = await attestationsIn(ctx.db, platform, workspace);
  if (rows.length === 0) return null;
  const best = new Map<string, Attestation>();
  for (const row of rows) {
    const { control, subject } = row;
    const key = JSON.stringify([control, subject]);
    const before = best.get(key)?.validUntil ?? null;
    const until = counts(row) ? row.validUntil.getTime() : null;
    const validUntil = before === null ? until : Math.max(before, until ?? before);
    best.set(key, { control, title: titles[control] ?? control, subject, validUntil });
  }
  return [...best.values()];
}

function counts({ revokedAt, needsSecond, secondAt }: AttestationRow): boolean {
  return revokedAt === null && (!needsSecond || secondAt !== null);
}
