import { asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { signingKeys } from "./schema.ts";

export type SigningKeyRow = typeof signingKeys.$inferSelect;

/** Any number, the same in every process: whoever holds it may make a key. */
const KEY_LOCK = 7_203_118_647;

export type SealedKey = Pick<SigningKeyRow, "kid" | "sealed">;

/** The current key as an expression of a statement that reads more: JSON, null when there is none. */
export const CURRENT_KEY = sql`(select json_build_object('kid', k.kid, 'sealed', k.sealed) from signing_keys k
  where k.retired_at is null order by k.created_at desc limit 1)`;

/** The public halves of all keys, likewise: a JSON array. */
export const PUBLIC_KEYS = sql`(select json_agg(k.public_jwk order by k.created_at, k.kid) from signing_keys k)`;

export async function currentSigningKey(db: Database): Promise<SigningKeyRow | null> {
  const [row] = await db
    .select()
    .from(signingKeys)
    .where(isNull(signingKeys.retiredAt))
    .orderBy(desc(signingKeys.createdAt))
    .limit(1);
  return row ?? null;
}

/** Current and retired, oldest first. */
export async function allSigningKeys(db: Database): Promise<SigningKeyRow[]> {
  return await db.select().from(signingKeys).orderBy(asc(signingKeys.createdAt), asc(signingKeys.kid));
}

/** Keeps a key unless another process was faster; the current one either way. */
export async function keepFirstSigningKey(
  db: Database,
  row: typeof signingKeys.$inferInsert,
): Promise<{ key: SigningKeyRow; ours: boolean }> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${KEY_LOCK})`);
    const current = await currentSigningKey(tx);
    if (current) return { key: current, ours: false };
    const [key] = await tx.insert(signingKeys).values(row).returning();
    if (!key) throw new Error("The signing key was not stored.");
    return { key, ours: true };
  });
}

/** Retires `expected` and keeps `row` as the current key; false when another one is current by now. */
export async function replaceSigningKey(
  tx: Database,
  expected: string | null,
  row: typeof signingKeys.$inferInsert,
  now: number,
): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${KEY_LOCK})`);
  const current = await currentSigningKey(tx);
  if ((current?.kid ?? null) !== expected) return false;
  if (expected !== null)
    await tx
      .update(signingKeys)
      .set({ retiredAt: new Date(now) })
      .where(eq(signingKeys.kid, expected));
  await tx.insert(signingKeys).values(row);
  return true;
}
