/** Delivering updates by POST, one after another, repeated until the receiver says 2xx. */
import type { State, Bot } from "./state.ts";
import { isObject } from "./read.ts";
import type { Params } from "./read.ts";
import { dropExpired } from "./updates.ts";
import type { Webhook } from "./updates.ts";

const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 5_000;
const ANSWER_WITHIN_MS = 60_000;

export interface WebhookTarget {
  url: string;
  secret: string | null;
  maxConnections: number;
}

/** A method call in the response's body is carried out, but its result is told to nobody. */
export function startWebhook(state: State, bot: Bot, target: WebhookTarget): Webhook {
  let stopped = false;
  let running = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | undefined;
  const webhook: Webhook = { ...target, lastError: null, kick, stop };

  function kick(): void {
    if (stopped || running || timer) return;
    running = true;
    void drain().finally(() => {
      running = false;
      // One more may have come between the last look and now.
      if (bot.inbox.waiting.length > 0) kick();
    });
  }

  function stop(): void {
    stopped = true;
    clearTimeout(timer);
  }

  async function drain(): Promise<void> {
    dropExpired(bot.inbox, state.now());
    for (;;) {
      const next = bot.inbox.waiting[0];
      if (stopped || !next) return;
      const trouble = await deliver(target, next.update, (params) => state.perform(bot, params));
      if (stopped) return;
      if (trouble === null) {
        bot.inbox.waiting = bot.inbox.waiting.filter((item) => item !== next);
        retryMs = FIRST_RETRY_MS;
        continue;
      }
      webhook.lastError = { at: state.now(), words: trouble };
      timer = setTimeout(() => {
        timer = undefined;
        kick();
      }, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      return;
    }
  }

  return webhook;
}

/** Null when delivered; otherwise what getWebhookInfo says about it. */
async function deliver(
  { url, secret }: WebhookTarget,
  update: unknown,
  perform: (params: Params) => void,
): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(secret !== null && { "x-telegram-bot-api-secret-token": secret }),
      },
      body: JSON.stringify(update),
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body = await response.text();
    if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    const call = parsed(body);
    if (isObject(call) && typeof call["method"] === "string") perform(call);
    return null;
  } catch {
    return "Connection refused";
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
