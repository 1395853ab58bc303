import { and, eq, inArray, sql } from "drizzle-orm";
import type { HeardEvent } from "../platforms/platform.ts";
import type { Database } from "./open.ts";
import { heard, listening, usage, type HeardMessage } from "./schema.ts";

interface Where {
  platform: string;
  workspace: string;
}
const rowOf = (table: typeof listening | typeof heard, { platform, workspace }: Where) =>
  and(eq(table.platform, platform), eq(table.workspace, workspace));

/** More is no better a sample of a week. */
const MOST_RECENT = 50;
const HOUR_MS = 3_600_000;
/** Gaps older than this are outside of every window. */
const KEPT_MS = 365 * 86_400_000;

/** From now on nothing is missed there; what lies between the last time that was known and now is a gap. */
export async function beginListening(
  db: Database,
  platform: string,
  workspaces: string[],
  at: number,
): Promise<void> {
  const now = new Date(at);
  const to = listening.coveredTo;
  const ms = (time: unknown) => sql`floor(extract(epoch from ${time}) * 1000)::bigint`;
  await db
    .insert(listening)
    .values(workspaces.map((workspace) => ({ platform, workspace, coveredFrom: now, coveredTo: now })))
    .onConflictDoUpdate({
      target: [listening.platform, listening.workspace],
      set: {
        gaps: sql`case when ${to} < excluded.covered_to
          then ${listening.gaps} || jsonb_build_array(jsonb_build_array(${ms(to)}, ${ms(sql`excluded.covered_to`)}))
          else ${listening.gaps} end`,
        coveredTo: sql`greatest(${to}, excluded.covered_to)`,
      },
    });
}

/** Nothing was missed there until then. */
export async function stillListening(
  db: Database,
  platform: string,
  workspaces: string[],
  at: number,
): Promise<void> {
  await db
    .update(listening)
    .set({ coveredTo: new Date(at) })
    .where(
      and(
        eq(listening.platform, platform),
        inArray(listening.workspace, workspaces),
        sql`${listening.coveredTo} < ${new Date(at).toISOString()}::timestamptz`,
      ),
    );
}

/** Nobody tells us any more what is posted there. */
export async function stopListening(db: Database, where: Where): Promise<void> {
  await db.delete(listening).where(rowOf(listening, where));
}

/**
 * Channels that we see now: since when we see each without a break, as far as looks tell. Null where nobody listens. Changes
 * only what differs.
 */
export async function listeningIn(db: Database, where: Where, visible: string[] | null, now: number) {
  return await db.transaction(async (tx) => {
    const [row] = await tx.select().from(listening).where(rowOf(listening, where)).for("update");
    if (!row || visible === null) return row ?? null;
    const channels = Object.fromEntries(visible.sort().map((id) => [id, row.channels[id] ?? now]));
    const gaps = row.gaps.filter(([, to]) => to > now - KEPT_MS);
    const same =
      gaps.length === row.gaps.length &&
      Object.keys(row.channels).length === visible.length &&
      visible.every((id) => id in row.channels);
    if (!same) await tx.update(listening).set({ channels, gaps }).where(rowOf(listening, where));
    return { ...row, channels, gaps };
  });
}

/** One write a bot, permission and channel in an hour: `uses` counts such hours. False where that hour has one. */
export async function hearUse(
  tx: Database,
  event: HeardEvent & { what: "message" },
  permission: string,
): Promise<boolean> {
  const { platform, workspace, author, channel, message: entryId, at } = event;
  const lastUsed = new Date(at);
  const rows = await tx
    .insert(usage)
    .values({ platform, workspace, userId: author.id, permission, channel, lastUsed, uses: 1, entryId })
    .onConflictDoUpdate({
      target: [usage.platform, usage.workspace, usage.userId, usage.permission, usage.channel],
      set: { uses: sql`${usage.uses} + 1`, entryId, lastUsed },
      setWhere: sql`${usage.lastUsed} <= ${new Date(at - HOUR_MS).toISOString()}::timestamptz`,
    })
    .returning({ uses: usage.uses });
  return rows.length > 0;
}

/** Remembers that a bot posted, and where that is; at most one message an hour and place. */
export async function hearAuthor(tx: Database, event: HeardEvent & { what: "message" }): Promise<void> {
  const { platform, workspace, author, message, at } = event;
  const key = { platform, workspace, userId: author.id };
  await tx
    .insert(heard)
    .values({ ...key, lastAt: new Date(at), recent: [] })
    .onConflictDoNothing();
  const mine = and(rowOf(heard, event), eq(heard.userId, author.id));
  const [row] = await tx.select().from(heard).where(mine).for("update");
  if (!row) return;
  const lately = row.recent.some((one) => one.in === event.in && Math.abs(one.at - at) < HOUR_MS);
  const more: HeardMessage[] = lately ? [] : [{ in: event.in, message, at }];
  await tx
    .update(heard)
    .set({
      lastAt: new Date(Math.max(row.lastAt.getTime(), at)),
      recent: [...more, ...row.recent].sort((a, b) => b.at - a.at).slice(0, MOST_RECENT),
    })
    .where(mine);
}

export async function heardIn(db: Database, where: Where) {
  return await db.select().from(heard).where(rowOf(heard, where)).orderBy(heard.userId);
}

/** What bots posted before that is nobody's sample any more, and long out of every window. */
export async function forgetHeard(db: Database, before: number): Promise<void> {
  await db.delete(heard).where(sql`${heard.lastAt} < ${new Date(before).toISOString()}::timestamptz`);
}
