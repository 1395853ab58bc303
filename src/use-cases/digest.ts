/** The week so far in one message. */
import { decidedIn } from "../db/approvals-in.ts";
import { auditAt } from "../db/audits.ts";
import { findFinding, findingsIn, type FindingRow } from "../db/findings.ts";
import { driftsSince, eventCounts, unaskedSince } from "../db/glance.ts";
import { median, type Digest } from "../domain/care/duty.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";

const SOON_MS = 14 * 86_400_000;
const MOST_LINES = 10;
/** More decisions than this a week: the middle of the newest of them says enough. */
const MOST_DECISIONS = 1_000;

/** `from`: milliseconds since the epoch. */
export async function digestOf(
  ctx: Pick<Context, "db" | "now">,
  where: Where,
  from: number,
): Promise<Digest> {
  const { platform, workspace } = where;
  const now = ctx.now();
  const [rows, events, drifts, decided, was, is, unasked] = [
    await findingsIn(ctx.db, platform, workspace),
    await eventCounts(ctx.db, where, from),
    await driftsSince(ctx.db, where, from),
    await decidedIn(ctx.db, platform, workspace, { size: MOST_DECISIONS, skip: 0 }),
    await auditAt(ctx.db, platform, workspace, from),
    await auditAt(ctx.db, platform, workspace, now),
    await unaskedSince(ctx.db, where, from),
  ];
  const byPeople = decided.filter(
    ({ state, decidedAt }) => ["approved", "denied"].includes(state) && (decidedAt?.getTime() ?? 0) >= from,
  );
  const took = byPeople.map(({ createdAt, decidedAt }) => (decidedAt?.getTime() ?? 0) - createdAt.getTime());
  const waited = unasked.filter(({ outcome }) => outcome === "waits");
  const reopened = waited.filter(({ what }) => what === "reopened").slice(-MOST_LINES);
  const about = await Promise.all(reopened.map(({ subject }) => findFinding(ctx.db, subject)));
  return {
    from,
    narrowed: drifts.flatMap(({ changes }) => changes).filter(({ direction }) => direction === "narrower")
      .length,
    found: events.get("new") ?? 0,
    fixed: events.get("fixed") ?? 0,
    accepted: events.get("accepted") ?? 0,
    open: rows.filter(({ status }) => status === "open").length,
    ending: rows
      .flatMap((row) =>
        row.status === "accepted" && row.acceptedUntil && row.acceptedUntil.getTime() < now + SOON_MS
          ? [{ ...named(row), until: row.acceptedUntil.getTime() }]
          : [],
      )
      .sort((a, b) => a.until - b.until)
      .slice(0, MOST_LINES),
    decided: byPeople.length,
    denied: byPeople.filter(({ state }) => state === "denied").length,
    medianMs: median(took),
    grades: (is?.summary.agents ?? [])
      .flatMap(({ id, name, grade }) => {
        const before = was?.summary.agents.find((agent) => agent.id === id)?.grade;
        return before !== undefined && before !== grade ? [{ name, was: before, is: grade }] : [];
      })
      .slice(0, MOST_LINES),
    waited: {
      widened: waited.filter(({ what }) => what === "widened").length,
      reopened: about.flatMap((row) => (row ? [named(row)] : [])),
    },
  };
}

function named({ finding, rule, subject }: FindingRow): { title: string; subject: string } {
  return { title: finding?.title ?? rule, subject: finding?.subject.name ?? subject.id };
}
