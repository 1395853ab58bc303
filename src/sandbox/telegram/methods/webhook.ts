import type { TelegramWebhookInfo } from "@gramio/types";
import { badRequest, Refusal } from "../errors.ts";
import { readFlag, readInteger, readList, readText } from "../read.ts";
import { setAllowed } from "../updates.ts";
import { startWebhook } from "../webhook.ts";
import type { Call } from "./method.ts";

/** Plain http only on the loopback, as the Bot API server's local mode allows. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/;

export function setWebhook({ state, bot, params }: Call): true {
  const url = readText(params, "url") ?? "";
  const secret = readText(params, "secret_token") ?? "";
  if (url === "") return deleteWebhook({ state, bot, params, signal: AbortSignal.abort() });
  if (!url.startsWith("https://") && !LOOPBACK.test(url))
    throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  if (secret.length > 256) throw badRequest("secret token is too long");
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest("secret token contains unallowed characters");
  setAllowed(bot.inbox, readList(params, "allowed_updates"));
  bot.inbox.webhook?.stop();
  bot.inbox.poll?.terminate(new Refusal(409, "Conflict: terminated by setWebhook request"));
  if (readFlag(params, "drop_pending_updates")) bot.inbox.waiting = [];
  const wanted = readInteger(params, "max_connections") ?? 40;
  const maxConnections = Math.min(Math.max(wanted, 1), 100);
  bot.inbox.webhook = startWebhook(state, bot, { url, secret: secret || null, maxConnections });
  bot.inbox.webhook.kick();
  return true;
}

export function deleteWebhook({ bot, params }: Call): true {
  bot.inbox.webhook?.stop();
  bot.inbox.webhook = null;
  if (readFlag(params, "drop_pending_updates")) bot.inbox.waiting = [];
  return true;
}

export function getWebhookInfo({ bot }: Call): TelegramWebhookInfo {
  const { webhook, waiting, allowed } = bot.inbox;
  return {
    url: webhook?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: waiting.length,
    ...(webhook && { max_connections: webhook.maxConnections }),
    ...(webhook?.lastError && {
      last_error_date: Math.floor(webhook.lastError.at / 1000),
      last_error_message: webhook.lastError.words,
    }),
    ...(allowed && { allowed_updates: allowed }),
  };
}
