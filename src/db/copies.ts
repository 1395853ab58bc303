import { and, asc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Place, PlatformId, Posted } from "../platforms/platform.ts";
import type { Database } from "./open.ts";
import { copies, requests } from "./schema.ts";

export type Copy = typeof copies.$inferSelect;

export async function insertCopies(
  tx: Database,
  requestId: string,
  places: { id: string; place: Place }[],
): Promise<void> {
  await tx.insert(copies).values(
    places.map(({ id, place }) => ({
      id,
      requestId,
      platform: place.platform,
      workspace: place.workspace,
      channel: place.channel,
      thread: place.thread ?? null,
    })),
  );
}

export async function copiesOf(db: Database, requestId: string): Promise<Copy[]> {
  return await db.select().from(copies).where(eq(copies.requestId, requestId)).orderBy(asc(copies.id));
}

export async function findCopy(db: Database, id: string): Promise<Copy | null> {
  const [row] = await db.select().from(copies).where(eq(copies.id, id));
  return row ?? null;
}

/** What `shown` says besides a version: nobody knows what the message shows; and: somebody drew it during a later delivery. */
const UNKNOWN = -1;
const CROSSED = -2;

/**
 * Begins a delivery: everyone who began before and has not finished yet will notice, and until it ends nobody knows what the
 * message shows. Null when the copy no longer exists.
 */
export async function takeTurn(db: Database, id: string): Promise<Copy | null> {
  const [row] = await db
    .update(copies)
    .set({ turn: sql`${copies.turn} + 1`, shown: UNKNOWN })
    .where(eq(copies.id, id))
    .returning();
  return row ?? null;
}

/** The right to post the card, for half a minute by the database's clock; false while somebody else has it. */
export async function claimPosting(db: Database, id: string): Promise<boolean> {
  const claimed = await db
    .update(copies)
    .set({ postingUntil: sql`now() + interval '30 seconds'` })
    .where(
      and(
        eq(copies.id, id),
        isNull(copies.message),
        sql`(${copies.postingUntil} is null or ${copies.postingUntil} < now())`,
      ),
    )
    .returning({ id: copies.id });
  return claimed.length === 1;
}

/** The platform answered that nothing was posted: the next one may try at once. */
export async function releasePosting(db: Database, id: string): Promise<void> {
  await db.update(copies).set({ postingUntil: null }).where(eq(copies.id, id));
}

/** Keeps the receipt of a post, unless there is one already (a press can arrive before the post returns). */
export async function keepReceipt(db: Database, id: string, posted: Posted): Promise<void> {
  await db
    .update(copies)
    .set({ message: posted.message, channel: posted.place.channel })
    .where(and(eq(copies.id, id), isNull(copies.message)));
}

export async function dropReceipt(db: Database, id: string, message: string): Promise<void> {
  await db
    .update(copies)
    .set({ message: null, postingUntil: null, shown: -1, edition: sql`${copies.edition} + 1` })
    .where(and(eq(copies.id, id), eq(copies.message, message)));
}

/**
 * Ends a delivery that drew `version`. When deliveries overlap, nobody can tell whom the platform heard last, so exactly one
 * of them has to draw again: `again` says that it is this one, `left` that one which began later is still at it. Whoever
 * begins last always stays; the others leave, so it comes to an end however many they were.
 */
export async function endTurn(
  db: Database,
  id: string,
  turn: number,
  version: number,
): Promise<"shown" | "again" | "left"> {
  const last = sql`${copies.turn} = ${turn}`;
  const [row] = await db
    .update(copies)
    .set({
      shown: sql`case
        when ${last} and ${copies.shown} <> ${CROSSED} then ${version}::int
        when ${last} or ${copies.shown} >= 0 then ${UNKNOWN}
        else ${CROSSED} end`,
      failure: sql`case when ${last} then null else ${copies.failure} end`,
    })
    .where(eq(copies.id, id))
    .returning({ shown: copies.shown });
  if (!row || row.shown >= 0) return "shown";
  return row.shown === UNKNOWN ? "again" : "left";
}

export async function keepFailure(tx: Database, id: string, failure: string): Promise<void> {
  await tx.update(copies).set({ failure }).where(eq(copies.id, id));
}

/** Copies that show something else than their request's state now, and are not known to be out of reach. */
export async function staleCopies(db: Database, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: copies.id })
    .from(copies)
    .innerJoin(requests, eq(copies.requestId, requests.id))
    .where(and(lt(copies.shown, requests.version), isNull(copies.failure)))
    .orderBy(asc(copies.id))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Private chats with a person in which a request that is still open could not be posted. */
export async function failedPrivately(db: Database, platform: string, person: string): Promise<string[]> {
  const rows = await db
    .select({ id: copies.id })
    .from(copies)
    .innerJoin(requests, eq(copies.requestId, requests.id))
    .where(
      and(
        eq(requests.state, "pending"),
        eq(copies.platform, platform),
        eq(copies.channel, person),
        isNull(copies.workspace),
        isNotNull(copies.failure),
      ),
    );
  return rows.map((row) => row.id);
}

/**
 * The copy whose message this is; else the one at that place whose receipt has not arrived yet, because a press can be
 * faster than the answer to the post. A private chat is named by its person until then.
 */
export function copyAt(copies: Copy[], posted: Posted, person: string): Copy | null {
  const { platform, channel, workspace } = posted.place;
  const here = copies.filter((copy) => copy.platform === platform);
  const awaited = (copy: Copy) =>
    copy.message === null &&
    (copy.channel === channel || copy.thread === channel || (workspace === null && copy.channel === person));
  return (
    here.find(
      (copy) => copy.message === posted.message && (copy.channel === channel || copy.thread === channel),
    ) ??
    here.find(awaited) ??
    null
  );
}

export function placeOf(copy: Copy): Place {
  return {
    platform: copy.platform as PlatformId,
    workspace: copy.workspace,
    channel: copy.channel,
    ...(copy.thread === null ? {} : { thread: copy.thread }),
  };
}
