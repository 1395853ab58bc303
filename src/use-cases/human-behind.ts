import { accountsOf, personOf } from "../db/people.ts";
import type { Database } from "../db/open.ts";

/**
 * Who acts through this account: votes are counted by `person`, and whoever may not decide is excluded under each of their
 * `accounts`. These are all that were one human's at any moment since `since`, so that an unlinking gives nobody a second vote.
 */
export async function humanBehind(
  db: Database,
  account: { platform: string; userId: string },
  since: number,
): Promise<{ person: string; accounts: string[] }> {
  const [person, accounts] = await Promise.all([personOf(db, account), accountsOf(db, account, since)]);
  return { person: person ?? `${account.platform}:${account.userId}`, accounts };
}
