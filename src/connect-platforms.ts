/** From settings to adapters: which platforms there are, and which of them this process listens to. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Config } from "./config.ts";
import type { Database } from "./db/open.ts";
import { shelfOf } from "./db/shelf.ts";
import { createDiscord, createTelegram } from "./platforms/index.ts";
import type { Log, Platform, PlatformId } from "./platforms/platform.ts";
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
  parts: { db: Database; log: Log; now: () => number },
): Connected {
  const { db, log, now } = parts;
  const byId: Connected["byId"] = {};
  let pushed: WebhookHandler | null = null;
  const { discord, telegram } = config;
  if (discord) {
    const { shards } = discord;
    byId.discord = createDiscord({
      token: discord.token,
      apiUrl: discord.apiUrl ?? undefined,
      shards: shards === "auto" ? shards : `${shards.first}-${shards.last}/${shards.total}`,
      shelf: shelfOf(db, "discord", now),
      log,
      now,
    });
  }
  if (telegram) {
    const { webhook } = telegram;
    byId.telegram = createTelegram({
      token: telegram.token,
      ...(telegram.apiUrl ? { apiUrl: telegram.apiUrl } : {}),
      shelf: shelfOf(db, "telegram", now),
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
