import { actionsSince } from "../db/actions.ts";
import { declaredOn } from "../db/declared.ts";
import { lastHeard } from "../db/heard.ts";
import { heardIn, listeningIn } from "../db/listening.ts";
import { findCovered, keepCovered, usageIn } from "../db/usage.ts";
import { allWorkspaces } from "../db/workspaces.ts";
import { activityOf, cover, usageSeen, WINDOW_MS } from "../domain/audit/coverage.ts";
import { rightsChanged } from "../domain/audit/rights-changed.ts";
import type { Usage } from "../domain/audit/usage.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import type { Snapshot } from "./read-kept.ts";

/** How long Telegram keeps for us what happens while we are away. */
const UPDATES_KEPT_MS = 24 * 3_600_000;
/** More changes of rights than this in 90 days: the rest is older than anything that matters. */
const MOST_ENTRIES = 5_000;

/** What the audit judges use by; null where nothing was watched. */
export async function usageFor(
  ctx: Pick<Context, "db" | "now">,
  { platform, workspace }: Where,
  snapshot: Snapshot,
): Promise<Usage | null> {
  if (!hears(snapshot)) {
    await keepCovered(ctx.db, platform, workspace, null);
    return null;
  }
  const covered = await findCovered(ctx.db, platform, workspace);
  if (!covered) return null;
  const now = ctx.now();
  const used = (await usageIn(ctx.db, platform, workspace)).map((row) => {
    const { userId: agent, permission, lastUsed, uses: count, channel } = row;
    return { agent, permission, last: lastUsed.getTime(), count, ...(channel === "" ? {} : { channel }) };
  });
  const entries = await actionsSince(ctx.db, platform, workspace, now - WINDOW_MS, MOST_ENTRIES);
  const changed = rightsChanged(
    entries.map(({ at, ...entry }) => ({ ...entry, at: at.getTime() })),
    snapshot,
  );
  const heard = await lastHeard(ctx.db, platform);
  const usage = usageSeen(used, covered, changed, now, activityOf(heard, used));
  const declared = await declaredOn(ctx.db, platform);
  return usage && { ...usage, declared, ...(await postingSeen(ctx, { platform, workspace }, snapshot)) };
}

/** Since when we are told that bots post, in the channels that we see now. Nothing where nobody asked for that. */
async function postingSeen(
  { db, now }: Pick<Context, "db" | "now">,
  where: Where,
  snapshot: Snapshot,
): Promise<Pick<Usage, "listening" | "posted">> {
  if (!("guild" in snapshot)) return {};
  const visible = snapshot.channels.filter(({ hidden }) => !hidden).map(({ id }) => id);
  const row = await listeningIn(db, where, visible, now());
  if (!row) return {};
  const authors = await heardIn(db, where);
  return {
    listening: {
      from: row.coveredFrom.getTime(),
      to: row.coveredTo.getTime(),
      gaps: row.gaps,
      channels: row.channels,
    },
    posted: Object.fromEntries(authors.map(({ userId, lastAt }) => [userId, lastAt.getTime()])),
  };
}

/** Telegram tells administrators only who did what to a member. On Discord it is the log that is read, or isn't. */
function hears(snapshot: Snapshot): boolean {
  if ("guild" in snapshot) return true;
  return snapshot.members.some(({ id, status }) => id === snapshot.viewer && status === "administrator");
}

/** Notes that Telegram's groups are being listened to: a day without this note is a day that nobody knows about. */
export async function keepListening(ctx: Pick<Context, "db" | "now" | "platforms">): Promise<void> {
  const id: PlatformId = "telegram";
  if (!ctx.platforms[id]?.health().ok) return;
  const rows = (await allWorkspaces(ctx.db)).filter(
    (row) => row.platform === id && row.joinedAt !== null && row.leftAt === null,
  );
  for (const { id: workspace } of rows) {
    const before = await findCovered(ctx.db, id, workspace);
    const after = cover(before, ctx.now(), { keptMs: UPDATES_KEPT_MS, backMs: 0 });
    await keepCovered(ctx.db, id, workspace, after);
  }
}
