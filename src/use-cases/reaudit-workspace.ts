import { actionsSince, forgetActions } from "../db/actions.ts";
import { forgetAudits, insertAudit, lockLatestAudit, seenAgain, type AuditRow } from "../db/audits.ts";
import { appendLedger } from "../db/ledger.ts";
import { findLook } from "../db/looks.ts";
import type { Database } from "../db/open.ts";
import { compareSnapshots } from "../domain/audit/compare.ts";
import { attribute, type Attributed, type Deed } from "../domain/audit/drift.ts";
import type { Progress } from "../platforms/platform.ts";
import type { SnapshotFile } from "../platforms/platform.ts";
import { auditWorkspace, type Audited } from "./audit-workspace.ts";
import { carryFindings, type Since } from "./carry-findings.ts";
import { readStates } from "./read-states.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { sha256 } from "./ids.ts";
import { alertWidened } from "./raise-alert.ts";
import { readLog } from "./read-log.ts";
import { readKept, type Snapshot } from "./read-kept.ts";
import { tellTriedElsewhere } from "./tried-elsewhere.ts";

/** Looks that were different from their neighbours are kept this long; the first and the last one always. */
const KEPT_MS = 400 * 86_400_000;
/** A look that stays the same for months still has findings that come and go. */
const MOST_HAPPENINGS = 200;
/** The log and the snapshot come from different clocks. */
const SLACK_MS = 60_000;

/**
 * Audits a workspace, and keeps the look if it differs from the last one: with what changed, whose doing it was and what
 * became of the findings. Widening is told at once; narrowing is kept for whoever asks. Throws when nobody could look.
 */
export async function reauditWorkspace(ctx: Context, where: Where): Promise<void> {
  // First, so that whose doing it was is known when the change is found.
  await readLog(ctx, where);
  const audited = await auditWorkspace(ctx, where);
  if (!audited.ok)
    throw new Error(`The audit of ${where.platform} ${where.workspace} failed: ${audited.why}`);
  await keepLook(ctx, where, audited);
}

/**
 * The same for somebody who waits for the answer: what they are shown is what everything goes by from then on. Only news is
 * read of the log, because all of it can take long.
 */
export async function auditForSomebody(ctx: Context, where: Where, progress?: Progress): Promise<Audited> {
  try {
    const look = await findLook(ctx.db, where.platform, where.workspace);
    if (look && look.lastEntry !== "0") await readLog(ctx, where);
  } catch (error) {
    ctx.log.warn({ err: error, ...where }, "the log could not be read before an audit");
  }
  const audited = await auditWorkspace(ctx, where, "regular", progress);
  if (!audited.ok) return audited;
  await keepLook(ctx, where, audited);
  return { ...audited, report: { ...audited.report, states: await readStates(ctx, where) } };
}

async function keepLook(ctx: Context, where: Where, look: Audited & { ok: true }): Promise<void> {
  const { report, snapshot, file } = look;
  const { platform, workspace } = where;
  const hash = hashOf(snapshot);
  const summary = {
    agents: report.agents.map(({ id, name, grade, creep, coverage, findings }) => {
      return { id, name, grade, creep, coverage, findings };
    }),
    coverage: report.coverage.channels,
  };
  const before = await ctx.db.transaction(async (tx) => {
    const last = await lockLatestAudit(tx, platform, workspace);
    // Two looked at once, and the later look was kept first: the earlier one is no news, least of all backwards.
    if (last && report.takenAt < last.seenAt.getTime()) return null;
    const same = last?.sha256 === hash;
    const since = last && !same ? await sinceThen(tx, last, ctx.now()) : null;
    const carried = await carryFindings(ctx, tx, where, look, { earlier: last?.tracked ?? null, since });
    const { tracked, happenings, facts } = carried;
    if (last && same) {
      const findings = [...(last.drift?.findings ?? []), ...happenings].slice(-MOST_HAPPENINGS);
      const drift = last.drift && { ...last.drift, findings };
      await seenAgain(tx, last.id, { at: report.takenAt, summary, tracked, drift });
      await appendLedger(tx, facts);
      return null;
    }
    const changes = since
      ? attribute(compareSnapshots(since.snapshot, snapshot), since.deeds, [since.snapshot, snapshot])
      : [];
    await insertAudit(tx, {
      platform,
      workspace,
      takenAt: new Date(report.takenAt),
      seenAt: new Date(report.takenAt),
      sha256: hash,
      snapshot: JSON.stringify(withoutLog(file)),
      summary,
      tracked,
      drift: last && { changes, findings: happenings },
    });
    const wider = changes.filter(({ direction }) => direction === "wider");
    const subject = `${platform}:${workspace}`;
    const body = { changes: wider.map(recorded) };
    if (wider.length > 0) {
      await alertWidened(ctx, tx, where, wider);
      facts.push({ at: ctx.now(), kind: "rights.widened", subject, body });
    }
    await appendLedger(tx, facts);
    return since?.snapshot ?? null;
  });
  if (before) await tellTriedElsewhere(ctx, where, before, snapshot);
  await forgetAudits(ctx.db, platform, workspace, ctx.now() - KEPT_MS);
  await forgetActions(ctx.db, platform, workspace, ctx.now() - KEPT_MS);
}

/** Null when this version can't read the last look any more. */
async function sinceThen(tx: Database, last: AuditRow, until: number): Promise<Since | null> {
  const snapshot = readKept(last);
  if (!snapshot) return null;
  const deeds = await deedsBetween(tx, last, last.seenAt.getTime() - SLACK_MS, until + SLACK_MS);
  return { snapshot, deeds };
}

/** Who changed rights in a workspace in a time, by its log. */
export async function deedsBetween(
  db: Database,
  { platform, workspace }: { platform: string; workspace: string },
  from: number,
  to: number,
): Promise<Deed[]> {
  const rows = await actionsSince(db, platform, workspace, from);
  return rows
    .filter(({ at }) => at.getTime() <= to)
    .map(({ entryId, type, target, at, actorId: id, actorName: name, requestId }) => {
      return { entryId, type, target, at: at.getTime(), actor: { id, name }, requestId };
    });
}

function withoutLog(file: SnapshotFile): object {
  const { ...kept } = file;
  if ("auditLog" in kept) delete kept.auditLog;
  return kept;
}

/** The same workspace in another order, at another time, is the same look. What bots told about themselves is no part of it. */
function hashOf(snapshot: Snapshot): string {
  return sha256(inOrder({ ...snapshot, takenAt: null, auditLog: null, reports: null }));
}

/** As text, whatever the order of lists and keys. */
function inOrder(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(inOrder).sort().join()}]`;
  if (typeof value !== "object" || value === null || value instanceof Date)
    return JSON.stringify(value) ?? "";
  const entries = Object.entries(value).map(([key, inner]) => `${key}:${inOrder(inner)}`);
  return `{${entries.sort().join()}}`;
}

function recorded({ what, agent, names, channels, by }: Attributed): Record<string, unknown> {
  return {
    what,
    agent: agent?.id ?? null,
    names,
    channels: channels?.map(({ id }) => id) ?? null,
    by: by.map(({ actor, type, entryId, requestId }) => ({
      account: actor.id,
      type,
      entry: entryId,
      request: requestId,
    })),
  };
}
