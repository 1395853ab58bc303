import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, notExists, or, sql } from "drizzle-orm";
import type { Place, Posted } from "../platforms/platform.ts";
import type { Database } from "./open.ts";
import { findingCards, reportFindings, type StoredReport } from "./schema.ts";

export type { StoredReport };

export type FindingCard = typeof findingCards.$inferSelect;

/** A finding's card that waits to be posted in a place. */
export async function insertFindingCard(
  tx: Database,
  card: { id: string; findingId: string; place: Place },
  now: number,
): Promise<void> {
  await tx.insert(findingCards).values({ ...card, createdAt: new Date(now) });
}

/** A report that is posted already, with the findings that it names. */
export async function keepReportCard(
  tx: Database,
  card: { id: string; posted: Posted; report: StoredReport; findings: string[] },
  now: number,
): Promise<void> {
  const { findings, ...row } = card;
  await tx
    .insert(findingCards)
    .values({ ...row, findingId: null, place: row.posted.place, createdAt: new Date(now) });
  if (findings.length > 0)
    await tx.insert(reportFindings).values(findings.map((findingId) => ({ cardId: card.id, findingId })));
}

export async function findFindingCard(db: Database, id: string): Promise<FindingCard | null> {
  const [row] = await db.select().from(findingCards).where(eq(findingCards.id, id));
  return row ?? null;
}

/** The newest card of a finding in a channel that can still be reached. */
export async function cardIn(db: Database, findingId: string, channel: string): Promise<FindingCard | null> {
  const [row] = await db
    .select()
    .from(findingCards)
    .where(
      and(
        eq(findingCards.findingId, findingId),
        isNull(findingCards.failure),
        sql`${findingCards.place} ->> 'channel' = ${channel}`,
      ),
    )
    .orderBy(desc(findingCards.createdAt))
    .limit(1);
  return row ?? null;
}

/** Whether this message is one that is kept up to date. */
export async function isKeptCard(db: Database, { place, message }: Posted): Promise<boolean> {
  const rows = await db
    .select({ id: findingCards.id })
    .from(findingCards)
    .where(
      and(
        sql`${findingCards.posted} ->> 'message' = ${message}`,
        sql`${findingCards.posted} -> 'place' ->> 'channel' = ${place.channel}`,
        isNull(findingCards.failure),
      ),
    )
    .limit(1);
  return rows.length === 1;
}

/** Every message that shows one of these findings, as far as it can still be reached. */
export async function cardsShowing(db: Database, findingIds: string[]): Promise<string[]> {
  if (findingIds.length === 0) return [];
  const named = db
    .select({ id: reportFindings.cardId })
    .from(reportFindings)
    .where(inArray(reportFindings.findingId, findingIds));
  const rows = await db
    .select({ id: findingCards.id })
    .from(findingCards)
    .where(
      and(
        isNull(findingCards.failure),
        or(inArray(findingCards.findingId, findingIds), inArray(findingCards.id, named)),
      ),
    )
    .orderBy(asc(findingCards.createdAt));
  return rows.map((row) => row.id);
}

export async function findingsShownBy(db: Database, cardId: string): Promise<string[]> {
  const rows = await db
    .select({ id: reportFindings.findingId })
    .from(reportFindings)
    .where(eq(reportFindings.cardId, cardId));
  return rows.map((row) => row.id);
}

/** What showed one finding shows from now on what it has become. */
export async function followFinding(tx: Database, was: string, is: string): Promise<void> {
  await tx.update(findingCards).set({ findingId: is }).where(eq(findingCards.findingId, was));
  const both = tx
    .select({ one: sql`1` })
    .from(sql`report_findings as other`)
    .where(sql`other.card_id = ${reportFindings.cardId} and other.finding_id = ${is}`);
  await tx
    .update(reportFindings)
    .set({ findingId: is })
    .where(and(eq(reportFindings.findingId, was), notExists(both)));
}

/** Begins a delivery: what it draws counts only if no later one has begun by the time it is done. */
export async function takeCardTurn(db: Database, id: string): Promise<FindingCard | null> {
  const [row] = await db
    .update(findingCards)
    .set({ turn: sql`${findingCards.turn} + 1` })
    .where(eq(findingCards.id, id))
    .returning();
  return row ?? null;
}

/** Cards that wait for their place, or of which nobody knows what they show, should a job have been lost. */
export async function staleFindingCards(db: Database, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: findingCards.id })
    .from(findingCards)
    .where(
      and(
        isNull(findingCards.failure),
        isNull(findingCards.shown),
        or(isNull(findingCards.posted), isNotNull(findingCards.findingId)),
      ),
    )
    .orderBy(asc(findingCards.createdAt))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Only a first post excludes others: two of them would be two cards. */
export async function claimCardPosting(
  db: Database,
  id: string,
  now: number,
  forMs: number,
): Promise<boolean> {
  const rows = await db
    .update(findingCards)
    .set({ postingUntil: new Date(now + forMs) })
    .where(
      and(
        eq(findingCards.id, id),
        isNull(findingCards.posted),
        or(isNull(findingCards.postingUntil), lt(findingCards.postingUntil, new Date(now))),
      ),
    )
    .returning({ id: findingCards.id });
  return rows.length === 1;
}

export async function releaseCardPosting(db: Database, id: string): Promise<void> {
  await db.update(findingCards).set({ postingUntil: null }).where(eq(findingCards.id, id));
}

export async function keepCardReceipt(db: Database, id: string, posted: Posted): Promise<void> {
  await db.update(findingCards).set({ posted, postingUntil: null }).where(eq(findingCards.id, id));
}

/** True when this delivery was the last one to begin. */
export async function keepCardShown(db: Database, id: string, turn: number, shown: string): Promise<boolean> {
  const rows = await db
    .update(findingCards)
    .set({ shown: sql`case when ${findingCards.turn} = ${turn} then ${shown} end` })
    .where(eq(findingCards.id, id))
    .returning({ turn: findingCards.turn });
  return rows[0]?.turn === turn;
}

export async function failFindingCard(db: Database, id: string, failure: string): Promise<void> {
  await db.update(findingCards).set({ failure, postingUntil: null }).where(eq(findingCards.id, id));
}
