/** From one look to the next: what became of every finding, written down, shown where it is shown, and on record. */
import { cardsShowing, followFinding } from "../db/finding-cards.ts";
import {
  endOf,
  findingsIn,
  noteEvents,
  saveFindings,
  touchFindings,
  trackedOf,
  type FindingRow,
} from "../db/findings.ts";
import type { Database } from "../db/open.ts";
import { attribute, type Deed } from "../domain/audit/drift.ts";
import { factsIn } from "../domain/audit/facts.ts";
import { track, type Happening, type Tracked, type Tracking } from "../domain/audit/lifecycle.ts";
import { rules } from "../domain/audit/rules/index.ts";
import { triedBetween } from "../domain/audit/tried.ts";
import { inOrder } from "../domain/in-order.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import type { Audited } from "./audit-workspace.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import type { Snapshot } from "./read-kept.ts";
import { tellReopened } from "./tell-reopened.ts";

/** The look before this one, when something differs, and what the platform's log says happened in between. */
export interface Since {
  snapshot: Snapshot;
  deeds: Deed[];
}

/**
 * `earlier`: what the last look had found, for a workspace that was looked at before findings had rows; null when it never
 * was. Resolves to what belongs into the ledger too, which is written last.
 */
export async function carryFindings(
  ctx: Context,
  tx: Database,
  where: Where,
  look: Pick<Audited & { ok: true }, "report" | "snapshot" | "agents">,
  { earlier, since }: { earlier: Tracked[] | null; since: Since | null },
): Promise<Tracking & { facts: LedgerFact[] }> {
  const { report, snapshot, agents } = look;
  const before = await findingsIn(tx, where.platform, where.workspace, { lock: true });
  const previous = before.length > 0 ? before.map(trackedOf) : earlier;
  const tracking = track(previous, report, rules, factsIn(snapshot, agents));
  const known = new Map(before.map((row) => [row.fingerprint, row]));
  const became = new Map(
    tracking.happenings.flatMap(({ was, fingerprint }) => (was === undefined ? [] : [[was, fingerprint]])),
  );
  const came = new Map([...became].map(([was, is]) => [is, was]));
  const tries = since ? triesIn(before, tracking.tracked, became, { since, snapshot, at: report.at }) : null;
  const found = new Map(report.findings.map((finding) => [finding.fingerprint, finding]));

  const rows = tracking.tracked.map((one): FindingRow => {
    const row = known.get(one.fingerprint);
    const origin = row ?? known.get(came.get(one.fingerprint) ?? "");
    const live = one.status === "open" || one.status === "accepted";
    const closedNow = !live && one.closedAt === report.at;
    const back = row !== undefined && row.closedAt !== null && live;
    return {
      id: row?.id ?? newId(ctx, "fnd", 10),
      ...where,
      ...one,
      facts: one.facts ?? null,
      reopened: one.reopened ?? null,
      firstSeen: new Date(one.firstSeen),
      lastSeen: new Date(one.lastSeen),
      closedAt: one.closedAt === null ? null : new Date(one.closedAt),
      acceptedUntil: one.status === "accepted" ? endOf(one.acceptance) : null,
      finding: found.get(one.fingerprint) ?? null,
      assignee: back ? null : (origin?.assignee ?? null),
      tried: !live || back ? null : (tries?.tried.get(one.fingerprint) ?? origin?.tried ?? null),
      fixedBy: live ? null : closedNow ? (tries?.fixedBy(one) ?? null) : (row?.fixedBy ?? null),
    };
  });
  const unchanged = rows.filter((row) => isAsBefore(row, known.get(row.fingerprint)));
  await touchFindings(
    tx,
    unchanged.map(({ id }) => id),
    new Date(report.at),
  );
  await saveFindings(
    tx,
    rows.filter((row) => !unchanged.includes(row)),
  );
  const idOf = new Map(rows.map((row) => [row.fingerprint, row.id]));
  for (const [was, is] of became) await followFinding(tx, idOf.get(was) ?? "", idOf.get(is) ?? "");

  // What a changed finding was before has not been fixed: it is told as what it is now.
  const told = tracking.happenings.filter(
    ({ fingerprint, what }) => what !== "fixed" || !became.has(fingerprint),
  );
  const at = new Date(report.at);
  await noteEvents(
    tx,
    told.flatMap(({ fingerprint, what, acceptance }) => {
      const findingId = idOf.get(fingerprint);
      return findingId ? [{ findingId, at, what, note: acceptance?.note ?? null }] : [];
    }),
  );
  const changed = new Set([...told.map((one) => one.fingerprint), ...(tries?.tried.keys() ?? [])]);
  const ids = [...changed].flatMap((fingerprint) => idOf.get(fingerprint) ?? []);
  for (const card of await cardsShowing(tx, ids)) await ctx.effects.showFindingCard(tx, card);
  const again = new Set(
    told.flatMap(({ what, fingerprint, acceptance }) =>
      what === "reopened" || (acceptance !== null && what !== "new") ? [fingerprint] : [],
    ),
  );
  await tellReopened(
    ctx,
    tx,
    where,
    rows.filter(({ fingerprint }) => again.has(fingerprint)),
  );
  return { ...tracking, facts: recorded(where, told, tracking.tracked, report.at) };
}

/** Only the time differs at which it was seen last: most findings, most of the time. */
function isAsBefore(row: FindingRow, before: FindingRow | undefined): boolean {
  if (before === undefined || row.finding === null) return false;
  return inOrder({ ...row, lastSeen: null }) === inOrder({ ...before, lastSeen: null });
}

function triesIn(
  before: FindingRow[],
  after: Tracked[],
  became: Map<string, string>,
  { since, snapshot, at }: { since: Since; snapshot: Snapshot; at: number },
) {
  const live = new Set(
    after.flatMap(({ status, fingerprint }) =>
      status === "open" || status === "accepted" ? [fingerprint] : [],
    ),
  );
  const doer = (one: Pick<Tracked, "subject" | "channels">) => {
    const agent = { id: one.subject.id, name: one.subject.id };
    const channels = one.channels.length > 0 ? one.channels.map((id) => ({ id, name: id })) : null;
    const rights = { direction: "narrower", what: "rights", agent, names: [] } as const;
    const guesses = attribute(
      [
        { ...rights, names: [], channels: null },
        { ...rights, names: [], channels },
        { ...rights, what: "gone", names: [], channels: null },
      ],
      since.deeds,
      [since.snapshot, snapshot],
    );
    const [deed] = guesses.flatMap(({ by }) => by).sort((a, b) => b.at - a.at);
    return deed ?? null;
  };
  const tried = new Map(
    before.flatMap(({ fingerprint, finding, subject, channels }) => {
      const is = live.has(fingerprint) ? fingerprint : became.get(fingerprint);
      if (is === undefined || finding === null) return [];
      const because = triedBetween(finding.remedy.changes, subject.id, since.snapshot, snapshot);
      if (because === null) return [];
      const deed = doer({ subject, channels });
      const by = deed && { account: deed.actor.id, name: deed.actor.name };
      return [[is, { at, by, because }] as const];
    }),
  );
  return {
    tried,
    fixedBy: (one: Tracked) => {
      const deed = doer(one);
      if (!deed) return null;
      const { actor, type, at: when } = deed;
      return { account: actor.id, name: actor.name, type, at: when };
    },
  };
}

function recorded(
  { platform, workspace }: Where,
  happenings: Happening[],
  tracked: Tracked[],
  at: number,
): LedgerFact[] {
  if (happenings.length === 0) return [];
  const rule = new Map(tracked.map((one) => [one.fingerprint, one.rule]));
  const changes = happenings.map(({ fingerprint, what, acceptance }) => ({
    finding: fingerprint,
    rule: rule.get(fingerprint) ?? "",
    what,
    ...(acceptance === null ? {} : { acceptedBy: acceptance.by }),
  }));
  return [{ at, kind: "findings.changed", subject: `${platform}:${workspace}`, body: { changes } }];
}
