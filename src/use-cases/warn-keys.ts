import { noticeCard } from "../cards/notice.ts";
import { keysOf, type KeyRow } from "../db/keys.ts";
import type { Card } from "../platforms/platform.ts";
import { keys as words, inEveryLanguage } from "../words/index.ts";
import type { Context, Notice } from "./context.ts";

const DAY = 86_400_000;
/** Days before the end at which people are told. */
const WARN_AT = [14, 7, 1];

/**
 * Tells the approvers of every agent whose newest key ends 14, 7 or 1 days from now. Meant to run once a day: each key is in
 * each of these days once, so nothing has to be remembered. Keys that have a successor are let go quietly.
 */
export async function warnKeys(ctx: Pick<Context, "db" | "effects" | "now">): Promise<number> {
  const now = ctx.now();
  const newest = new Map<string, KeyRow>();
  for (const key of await keysOf(ctx.db, null)) {
    const known = newest.get(key.agentId);
    if (!key.revokedAt && (!known || key.expiresAt > known.expiresAt)) newest.set(key.agentId, key);
  }
  const notices = [...newest.values()].flatMap((key): Notice[] => {
    const days = Math.ceil((key.expiresAt.getTime() - now) / DAY);
    if (!WARN_AT.includes(days)) return [];
    const card = inEveryLanguage(() => expiringCard(key, days));
    return [{ id: `${key.id}-${days}`, card, to: { approversOf: key.agentId } }];
  });
  if (notices.length > 0) await ctx.db.transaction((tx) => ctx.effects.notify(tx, notices));
  return notices.length;
}

function expiringCard({ agentId, expiresAt }: KeyRow, days: number): Card {
  const { title, text, at } = words.expiring;
  const time = { time: expiresAt.toISOString(), style: "full" as const };
  return noticeCard(
    { title: title(agentId, days), text: text(agentId) },
    { tone: "warning", more: [{ kind: "fields", fields: [{ name: at, value: [time] }] }] },
  );
}
