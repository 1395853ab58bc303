import { asc, eq, lt } from "drizzle-orm";
import type { Card, Posted } from "../platforms/platform.ts";
import type { Database } from "./open.ts";
import { noticeCopies, noticeEndings } from "./schema.ts";

/** Where a question was asked. Harmless to repeat. */
export async function keepNoticeCopy(
  db: Database,
  copy: { id: string; about: string; posted: Posted },
  now: number,
): Promise<void> {
  await db
    .insert(noticeCopies)
    .values({ ...copy, at: new Date(now) })
    .onConflictDoNothing();
}

export async function noticeCopiesOf(db: Database, about: string): Promise<Posted[]> {
  const rows = await db
    .select()
    .from(noticeCopies)
    .where(eq(noticeCopies.about, about))
    .orderBy(asc(noticeCopies.id));
  return rows.map((row) => row.posted);
}

/** How it ended, in every language: what copies show from now on, also those that are posted later. */
export async function endNotice(
  tx: Database,
  about: string,
  card: Record<string, Card>,
  now: number,
): Promise<void> {
  await tx
    .insert(noticeEndings)
    .values({ about, card, at: new Date(now) })
    .onConflictDoNothing();
}

export async function findEnding(db: Database, about: string): Promise<Record<string, Card> | null> {
  const [row] = await db.select().from(noticeEndings).where(eq(noticeEndings.about, about));
  return row?.card ?? null;
}

export async function dropNoticesBefore(db: Database, before: number): Promise<void> {
  await db.delete(noticeCopies).where(lt(noticeCopies.at, new Date(before)));
  await db.delete(noticeEndings).where(lt(noticeEndings.at, new Date(before)));
}
