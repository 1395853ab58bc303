import { auditAt } from "../db/audits.ts";
import { compareSnapshots } from "../domain/audit/compare.ts";
import { attribute, type Attributed } from "../domain/audit/drift.ts";
import type { Tracked } from "../domain/audit/lifecycle.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { readKept } from "./read-kept.ts";
import { deedsBetween } from "./reaudit-workspace.ts";

export interface Answered {
  /** The looks that were compared: when each was first true, and when it was last seen to be. Milliseconds since the epoch. */
  from: { takenAt: number; seenAt: number };
  to: { takenAt: number; seenAt: number };
  /** Asked about a time before the first look: it is compared with the first one. */
  fromTooEarly: boolean;
  changes: Attributed[];
  /** Findings that came and went in between. */
  opened: Tracked[];
  closed: Tracked[];
}

/** What changed in a workspace between any two moments; null when it was never looked at. */
export async function whatChanged(
  ctx: Pick<Context, "db">,
  { platform, workspace }: Where,
  between: { from: number; to: number },
): Promise<Answered | null> {
  const first = await auditAt(ctx.db, platform, workspace, between.from);
  const second = await auditAt(ctx.db, platform, workspace, between.to);
  if (!first || !second) return null;
  const [before, after] = [readKept(first), readKept(second)];
  const deeds = await deedsBetween(ctx.db, { platform, workspace }, first.takenAt.getTime(), between.to);
  const live = (all: Tracked[]) => all.filter(({ status }) => status === "open" || status === "accepted");
  const [was, is] = [live(first.tracked), live(second.tracked)];
  const missingIn = (all: Tracked[]) => (one: Tracked) =>
    !all.some(({ fingerprint }) => fingerprint === one.fingerprint);
  const moments = (row: typeof first) => ({ takenAt: row.takenAt.getTime(), seenAt: row.seenAt.getTime() });
  return {
    from: moments(first),
    to: moments(second),
    fromTooEarly: first.takenAt.getTime() > between.from,
    changes: before && after ? attribute(compareSnapshots(before, after), deeds, [before, after]) : [],
    opened: is.filter(missingIn(was)),
    closed: was
      .filter(missingIn(is))
      .map((one) => second.tracked.find(({ fingerprint }) => fingerprint === one.fingerprint) ?? one),
  };
}
