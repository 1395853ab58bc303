/** `/link`: one human's accounts on both platforms become one person, by a code that only that human has seen. */
import { createHmac } from "node:crypto";
import { answerCard } from "../cards/answer.ts";
import { linkCodeCard, linkedCard } from "../cards/link.ts";
import { noticeCard } from "../cards/notice.ts";
import { fillBucket, takeToken } from "../db/buckets.ts";
import { appendLedger } from "../db/ledger.ts";
import {
  accountsNow,
  changePeople,
  dropCodes,
  findCode,
  joinAccounts,
  partAccount,
  personOf,
  putCode,
  type Account,
} from "../db/people.ts";
import type { Database } from "../db/open.ts";
import type { Actor, Card, Place } from "../platforms/platform.ts";
import { people as words, inEveryLanguage } from "../words/index.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";

const CODE_LIVES_MS = 10 * 60_000;
/** Wrong codes that somebody may enter; one more every two minutes after that. A code has 40 random bits. */
const TRIES = { size: 5, everyMs: 2 * 60_000 };
/** After so long somebody has all tries again. */
export const TRIES_RETURN_MS = TRIES.size * TRIES.everyMs;
export const TRIES_KEY = "link/";

/** What somebody is linked to; for whoever is linked to nothing, a new code. */
export async function showLink(ctx: Context, actor: Actor, here: Place): Promise<Card> {
  if (nobody(actor)) return answerCard("warning", words.noPerson);
  const person = await personOf(ctx.db, accountOf(actor));
  if (person !== null) return linkedCard(await accountsNow(ctx.db, person));
  const code = newId(ctx, "link", 5).slice("link_".length);
  const expiresAt = new Date(ctx.now() + CODE_LIVES_MS);
  const { platform, userId, name } = accountOf(actor);
  await putCode(ctx.db, {
    platform,
    userId,
    name,
    channel: here.channel,
    hash: hashOf(ctx, code),
    expiresAt,
  });
  return linkCodeCard(actor.platform, spelled(code), expiresAt.toISOString());
}

/**
 * Somebody enters a code that was shown to their other account. It is looked up by a keyed hash, so neither the database nor
 * the time that the look-up takes tells anything about live codes.
 */
export async function enterLinkCode(ctx: Context, actor: Actor, typed: string): Promise<Card> {
  if (nobody(actor)) return answerCard("warning", words.noPerson);
  const me = accountOf(actor);
  const tries = `${TRIES_KEY}${me.platform}:${me.userId}`;
  const waitMs = await takeToken(ctx.db, { key: tries, ...TRIES }, ctx.now());
  if (waitMs !== null) return answerCard("warning", words.tooManyTries(Math.ceil(waitMs / 60_000)));

  return await ctx.db.transaction(async (tx) => {
    await changePeople(tx);
    const at = ctx.now();
    const code = await findCode(tx, hashOf(ctx, meant(typed)));
    if (!code || code.expiresAt.getTime() <= at) return noticeCard(words.wrongCode, { tone: "warning" });
    if (code.platform === me.platform && code.userId === me.userId)
      return noticeCard(words.ownCode(actor.platform), { tone: "warning" });
    const other: Account = { platform: code.platform, userId: code.userId, name: code.name };
    // Used once, whatever comes of it; and whoever knew a code was no guesser.
    await dropCodes(tx, [code.hash]);
    await fillBucket(tx, tries);
    const [mine, theirs] = [await personOf(tx, me), await personOf(tx, other)];
    const all = [
      ...(mine ? await accountsNow(tx, mine) : [me]),
      ...(theirs && theirs !== mine ? await accountsNow(tx, theirs) : theirs ? [] : [other]),
    ];
    const person = mine ?? theirs ?? newId(ctx, "person");
    await joinAccounts(tx, person, all, at);
    const now = await accountsNow(tx, person);
    await tell(ctx, tx, code, now);
    const body = { accounts: now.map((one) => `${one.platform}:${one.userId}`) };
    await appendLedger(tx, [{ at, kind: "accounts.linked", subject: person, body }]);
    return linkedCard(now, true);
  });
}

/** Parts the account that presses from the others. Requests made before this moment still count them as one person. */
export async function unlinkAccount(ctx: Context, actor: Actor): Promise<Card> {
  if (nobody(actor)) return answerCard("warning", words.noPerson);
  const me = accountOf(actor);
  return await ctx.db.transaction(async (tx) => {
    await changePeople(tx);
    const at = ctx.now();
    const person = await personOf(tx, me);
    if (person === null) return noticeCard(words.notLinked);
    const before = await accountsNow(tx, person);
    await partAccount(tx, me, at);
    const rest = before.filter((one) => one.platform !== me.platform || one.userId !== me.userId);
    // One account alone is linked to nothing.
    if (rest.length === 1 && rest[0]) await partAccount(tx, rest[0], at);
    const body = { account: `${me.platform}:${me.userId}` };
    await appendLedger(tx, [{ at, kind: "accounts.unlinked", subject: person, body }]);
    return noticeCard(words.unlinked);
  });
}

/** The other side hears of it in the chat where its code was shown. */
async function tell(
  ctx: Context,
  tx: Database,
  { platform, channel, userId }: { platform: string; channel: string; userId: string },
  accounts: Account[],
): Promise<void> {
  const place: Place = { platform: platform as Place["platform"], workspace: null, channel };
  const card = inEveryLanguage(() => linkedCard(accounts, true));
  await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { place, person: userId } }]);
}

function nobody(actor: Actor): boolean {
  return actor.bot || actor.anonymous;
}

function accountOf(actor: Actor): Account {
  return { platform: actor.platform, userId: actor.id, name: actor.name };
}

/** `ABCD-EFGH`: four are easier to carry in one's head than eight. */
function spelled(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase();
}

/** What somebody meant who typed this: no letter of a code looks like another one or like a digit. */
function meant(typed: string): string {
  return typed
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, "")
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1");
}

function hashOf(ctx: Pick<Context, "masterKey">, code: string): string {
  return createHmac("sha256", ctx.masterKey).update(`countersign/link/v1\0${code}`).digest("base64url");
}
