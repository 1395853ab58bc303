/** Which accounts are one human's. An account is written `discord:2041`. */
import { and, asc, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { rowsOf } from "./rows-of.ts";
import { accounts, linkCodes } from "./schema.ts";

/** Any number, the same in every process: whoever holds it joins or parts accounts, or counts on them. */
const PEOPLE_LOCK = 7_203_118_649;

export interface Account {
  platform: string;
  userId: string;
  name: string;
}

export type AccountRow = typeof accounts.$inferSelect;

/** Nobody is linked or unlinked until the caller's transaction ends. */
export async function holdPeople(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${PEOPLE_LOCK})`);
}

/** Waits for everybody who counts on who is who, and lets nobody count until the caller's transaction ends. */
export async function changePeople(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${PEOPLE_LOCK})`);
}

/** One human: what votes are counted by, and every account (`discord:2041`). */
export interface Human {
  person: string;
  accounts: string[];
}

/**
 * Who acts through this account. `person` is who it belongs to now; `accounts` are all that were one human's at any moment
 * since `since` (milliseconds), itself included: an unlinking after that does not count, and whoever is linked to a linked
 * account is the same human.
 */
export async function humanBehind(
  db: Database,
  account: { platform: string; userId: string },
  since: number,
): Promise<Human> {
  const result = await db.execute(sql`select ${humanNow(account, sinceWhen(since))} as human`);
  return JSON.parse(rowsOf<{ human: string }>(result)[0]?.human ?? "") as Human;
}

/** The same as an expression: JSON text, always written the same way. */
export function humanNow(account: { platform: string; userId: string }, since: SQL): SQL {
  return sql`human_behind(${account.platform}::text, ${account.userId}::text, ${since})`;
}

/** As a condition of one statement: nobody is linked or unlinked until it commits, and this human is who it was. */
export function humanHeld(
  account: { platform: string; userId: string },
  since: number,
  { person, accounts }: Human,
): SQL {
  const expected = JSON.stringify({ person, accounts });
  return sql`human_held(${account.platform}::text, ${account.userId}::text, ${sinceWhen(since)}, ${expected}::text)`;
}

function sinceWhen(since: number): SQL {
  return sql`${new Date(since).toISOString()}::timestamptz`;
}

/** The person this account belongs to now; null when it is linked to nothing. */
export async function personOf(
  db: Database,
  account: { platform: string; userId: string },
): Promise<string | null> {
  const [row] = await db
    .select({ person: accounts.person })
    .from(accounts)
    .where(
      and(
        eq(accounts.platform, account.platform),
        eq(accounts.userId, account.userId),
        isNull(accounts.unlinkedAt),
      ),
    );
  return row?.person ?? null;
}

/** What is linked now, oldest first. */
export async function accountsNow(db: Database, person: string): Promise<AccountRow[]> {
  return await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.person, person), isNull(accounts.unlinkedAt)))
    .orderBy(asc(accounts.linkedAt), asc(accounts.platform));
}

/** Makes these accounts one person's, whatever they belonged to before. */
export async function joinAccounts(
  tx: Database,
  person: string,
  joined: Account[],
  at: number,
): Promise<void> {
  for (const account of joined) {
    const before = await personOf(tx, account);
    if (before === person) continue;
    if (before !== null) await partAccount(tx, account, at);
    const { platform, userId, name } = account;
    await tx.insert(accounts).values({ person, platform, userId, name, linkedAt: new Date(at) });
  }
}

export async function partAccount(
  tx: Database,
  account: { platform: string; userId: string },
  at: number,
): Promise<void> {
  await tx
    .update(accounts)
    .set({ unlinkedAt: new Date(at) })
    .where(
      and(
        eq(accounts.platform, account.platform),
        eq(accounts.userId, account.userId),
        isNull(accounts.unlinkedAt),
      ),
    );
}

/** One live code an account: a new one replaces the one before. */
export async function putCode(tx: Database, code: typeof linkCodes.$inferInsert): Promise<void> {
  const { platform: _p, userId: _u, ...set } = code;
  await tx
    .insert(linkCodes)
    .values(code)
    .onConflictDoUpdate({ target: [linkCodes.platform, linkCodes.userId], set });
}

export async function findCode(tx: Database, hash: string): Promise<typeof linkCodes.$inferSelect | null> {
  const [row] = await tx.select().from(linkCodes).where(eq(linkCodes.hash, hash)).for("update");
  return row ?? null;
}

export async function dropCodes(tx: Database, hashes: string[]): Promise<void> {
  if (hashes.length > 0) await tx.delete(linkCodes).where(inArray(linkCodes.hash, hashes));
}

export async function dropCodesBefore(db: Database, before: number): Promise<void> {
  await db.delete(linkCodes).where(lt(linkCodes.expiresAt, new Date(before)));
}
