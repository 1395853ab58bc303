import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { rowsOf } from "./rows-of.ts";
import { buckets } from "./schema.ts";

export interface Bucket {
  key: string;
  /** How many fit in, and how many there are at first. */
  size: number;
  /** Another one comes back every so many milliseconds. */
  everyMs: number;
}

/**
 * Takes one token. Null when there was one, else in how many milliseconds there will be. One statement, so that however many
 * processes ask at once, no more get one than there are. Clocks of processes that disagree never fill a bucket faster.
 */
export async function takeToken(db: Database, bucket: Bucket, now: number): Promise<number | null> {
  const taken = await db.execute(taking(bucket, now));
  return rowsOf(taken).length === 1 ? null : await waitForToken(db, bucket, now);
}

/** The statement itself: one row when there was a token. `where`: under which conditions at all. */
export function taking({ key, size, everyMs }: Bucket, now: number, where: SQL = sql``): SQL {
  const left = sql`least(${size}::float8, buckets.tokens +
    greatest(0, extract(epoch from (excluded.at - buckets.at)) * 1000) / ${everyMs}::float8)`;
  return sql`insert into buckets (key, tokens, at)
    select ${key}::text, ${size - 1}::float8, ${new Date(now).toISOString()}::text::timestamptz ${where}
    on conflict (key) do update set tokens = ${left} - 1, at = greatest(excluded.at, buckets.at)
    where ${left} >= 1 returning key`;
}

/** Gives back what was taken, all of it. */
export async function fillBucket(db: Database, key: string): Promise<void> {
  await db.delete(buckets).where(eq(buckets.key, key));
}

/** Forgets buckets that nobody took from since then. Only right where they are full again by now. */
export async function dropBuckets(db: Database, prefix: string, before: number): Promise<void> {
  await db
    .delete(buckets)
    .where(and(sql`starts_with(${buckets.key}, ${prefix})`, lt(buckets.at, new Date(before))));
}

/** In how many milliseconds there will be a token. */
export async function waitForToken(db: Database, { key, everyMs }: Bucket, now: number): Promise<number> {
  const [row] = await db.select().from(buckets).where(eq(buckets.key, key));
  if (!row) return 1;
  return Math.max(1, Math.ceil(row.at.getTime() + (1 - row.tokens) * everyMs - now));
}
