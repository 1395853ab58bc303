/** From settings to adapters: which platforms there are, and which of them this process listens to. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Config } from "./config.ts";
import { appendLedger } from "./db/ledger.ts";
import type { Database } from "./db/open.ts";
import { shelfOf } from "./db/shelf.ts";
import { createDiscord, createTelegram } from "./platforms/index.ts";
import {
  type Log,
  NotNow,
  type Platform,
  type PlatformId,
  type Seats,
  type Shelf,
} from "./platforms/platform.ts";
import { isUnavailable } from "./use-cases/is-unavailable.ts";
import type { SetAside } from "./platforms/telegram/intake.ts";
import type { WebhookHandler } from "./platforms/telegram/webhook.ts";

export interface Connected {
  /** Every configured platform: this process can post to it, even if another one receives. */
  byId: Partial<Record<PlatformId, Platform>>;
  /** Those whose events this process receives. */
  receiving: Platform[];
  /** Adds the Telegram webhook's path to the HTTP application, where a webhook is configured. */
  mountWebhook(app: OpenAPIHono): void;
}

export function connectPlatforms(
  config: Config,
  parts: {
    db: Database;
    /** Left out by what only posts and asks. */
    seats?: Seats;
    log: Log;
    now: () => number;
  },
): Connected {
  const { db, seats, log, now } = parts;
  const byId: Connected["byId"] = {};
  let pushed: WebhookHandler | null = null;
  const { discord, telegram } = config;
  if (discord) {
    const { shards, messages } = discord;
    byId.discord = createDiscord({
      token: discord.token,
      apiUrl: discord.apiUrl ?? undefined,
      shards: shards === "auto" ? shards : `${shards.first}-${shards.last}/${shards.total}`,
      messages,
      shelf: orLater(shelfOf(db, "discord", now)),
      ...(seats ? { seats } : {}),
      log,
      now,
    });
  }
  if (telegram) {
    const { webhook } = telegram;
    byId.telegram = createTelegram({
      token: telegram.token,
      ...(telegram.apiUrl ? { apiUrl: telegram.apiUrl } : {}),
      shelf: orLater(shelfOf(db, "telegram", now)),
      ...(seats ? { seats } : {}),
      setAside: (update) => recordSetAside(db, update, now()),
      log,
      now,
      webhook: webhook && { ...webhook, mount: (handler) => void (pushed = handler) },
    });
  }
  const all = Object.values(byId);
  const receiving = all.filter((platform) => config.roles.has(platform.id));
  for (const platform of all) {
    // A process that only posts to a platform has no connection whose health it could tell.
    if (!receiving.includes(platform))
      byId[platform.id] = { ...platform, health: () => ({ ok: true, why: null }) };
  }
  return {
    byId,
    receiving,
    mountWebhook(app) {
      if (!telegram?.webhook) return;
      app.post(new URL(telegram.webhook.url).pathname, async (c) => {
        const body: unknown = await c.req.json().catch(() => null);
        // Until the adapter is started there is nobody to handle it; Telegram comes again.
        const answer = await pushed?.(c.req.header(), body);
        return new Response(null, { status: answer?.status ?? 503 });
      });
    },
  };
}

/** An update of Telegram's that nobody could handle is gone for good: at least it is known that there was one. */
async function recordSetAside(db: Database, { id, kind, why }: SetAside, at: number): Promise<void> {
  const fact = { at, kind: "update.set_aside", subject: `telegram:${id}`, body: { kind, why } };
  await db.transaction((tx) => appendLedger(tx, [fact]));
}

/** Adapters wait with what they are doing while the database is away, rather than give it up. */
function orLater(shelf: Shelf): Shelf {
  const patient = <Given extends unknown[], T>(work: (...given: Given) => Promise<T>) => {
    return async (...given: Given): Promise<T> => {
      try {
        return await work(...given);
      } catch (failure) {
        throw isUnavailable(failure) ? new NotNow("The database is away.", { cause: failure }) : failure;
      }
    };
  };
  return {
    get: patient((key: string) => shelf.get(key)),
    put: patient((key: string, value: unknown) => shelf.put(key, value)),
    delete: patient((key: string) => shelf.delete(key)),
  };
}
