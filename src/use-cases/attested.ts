import { attestationsIn, type AttestationRow } from "../db/attestations.ts";
import type { Attestation } from "../domain/audit/attestation.ts";
import type { KnownAgent } from "../domain/audit/agents.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";

/**
 * People's confirmations as the audit reads them, one a control and subject: until when the best one holds, in the past for
 * those that ran out, null where none counts (any more, or yet). That keys are rotated is also told by the fingerprints that
 * agents report. Null when nobody ever said anything: then nobody keeps a checklist here. `titles`: what controls are called; a control without one goes by its name.
 */
export async function attestedIn(
  ctx: Pick<Context, "db">,
  { platform, workspace }: Where,
  agents: Pick<KnownAgent, "userId" | "told">[] = [],
  titles: Readonly<Record<string, string>> = {},
): Promise<Attestation[] | null> {
  const rows = await attestationsIn(ctx.db, platform, workspace);
  const tokens = new Map(agents.flatMap(({ userId, told }) => (told?.tokens ? [[userId, told.tokens]] : [])));
  const prompts = new Map(
    agents.flatMap(({ userId, told }) => (told?.prompt ? [[userId, told.prompt]] : [])),
  );
  const best = new Map<string, Attestation>();
  for (const row of rows) {
    const { control, subject } = row;
    const key = JSON.stringify([control, subject]);
    const before = best.get(key)?.validUntil ?? null;
    const until =
      counts(row) && !isBelied(row, tokens) && !isOutdated(row, prompts) ? row.validUntil.getTime() : null;
    const validUntil = before === null ? until : Math.max(before, until ?? before);
    best.set(key, { control, title: titles[control] ?? control, subject, validUntil });
  }
  for (const [subject, { since }] of tokens) {
    const key = JSON.stringify([ROTATION, subject]);
    // Since when the token is the one it is now: another one before that, or nobody knows, and it is at least that old.
    const before = best.get(key)?.validUntil ?? null;
    const validUntil = Math.max(before ?? 0, since + ROTATED_EVERY_MS);
    best.set(key, { control: ROTATION, title: titles[ROTATION] ?? ROTATION, subject, validUntil });
  }
  return best.size === 0 ? null : [...best.values()];
}

/** Somebody said that a token was changed, and the agent went on with the one it had. */
function isBelied(
  { control, subject, at }: AttestationRow,
  tokens: ReadonlyMap<string, { since: number; until: number }>,
): boolean {
  const seen = control === ROTATION && subject !== null ? tokens.get(subject) : undefined;
  return seen !== undefined && seen.since < at.getTime() && seen.until > at.getTime() + GRACE_MS;
}

/** The prompt that somebody read is not the one that it has now. */
function isOutdated(
  { control, subject, at }: AttestationRow,
  prompts: ReadonlyMap<string, { since: number; changed: boolean }>,
): boolean {
  const prompt = control === PROMPT && subject !== null ? prompts.get(subject) : undefined;
  return prompt?.changed === true && prompt.since > at.getTime();
}

const PROMPT = "prompt-defence";
const ROTATION = "key-rotation";
const ROTATED_EVERY_MS = 90 * 86_400_000;
/** A word may come a little before the new token is in use. */
const GRACE_MS = 86_400_000;

function counts({ revokedAt, needsSecond, secondAt }: AttestationRow): boolean {
  return revokedAt === null && (!needsSecond || secondAt !== null);
}
