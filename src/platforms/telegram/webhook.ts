/** Updates that Telegram pushes. It is told 200 only when an update was handled; anything else brings it again. */
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Log } from "../platform.ts";
import { allowedUpdates } from "./allowed-updates.ts";
import type { CallApi } from "./api.ts";
import type { Intake } from "./intake.ts";
import { rawUpdate } from "./intake.ts";

export type WebhookHandler = (
  headers: Record<string, string | undefined>,
  body: unknown,
) => Promise<{ status: number }>;

export interface WebhookOptions {
  /** Public https address that leads to the mounted handler. */
  url: string;
  /** 1–256 of `A-Za-z0-9_-`. */
  secret: string;
  mount: (handler: WebhookHandler) => void;
}

const header = "x-telegram-bot-api-secret-token";

/** `intake` is null until we are connected; until then Telegram is asked to come again. */
export function webhookHandler(options: {
  secret: string;
  intake: () => Intake | null;
  stopped: Promise<void>;
  log: Log;
}): WebhookHandler {
  const { secret, intake, stopped, log } = options;
  return async (headers, body) => {
    const given = Object.entries(headers).find(([name]) => name.toLowerCase() === header)?.[1];
    if (given === undefined || !same(given, secret)) {
      log.warn(
        { given: given !== undefined },
        "Somebody called the Telegram webhook without the right secret.",
      );
      return { status: 401 };
    }
    const update = rawUpdate.safeParse(body);
    if (!update.success) return { status: 400 };
    const handling = intake()?.take(update.data);
    if (!handling) return { status: 503 };
    return Promise.race([
      handling.then(
        () => ({ status: 200 }),
        () => ({ status: 500 }),
      ),
      stopped.then(() => ({ status: 503 })),
    ]);
  };
}

export async function setWebhook(callApi: CallApi, { url, secret }: WebhookOptions): Promise<void> {
  await callApi(
    "setWebhook",
    { url, secret_token: secret, max_connections: 40, allowed_updates: allowedUpdates },
    z.unknown(),
  );
}

/** Polling is impossible while a webhook is set. What waits on Telegram's side is kept. */
export async function leaveWebhook(callApi: CallApi, log: Log): Promise<void> {
  const { url } = await callApi("getWebhookInfo", undefined, z.object({ url: z.string() }));
  if (url === "") return;
  log.warn({}, "A webhook was set for this bot; removed it, because this process polls.");
  await callApi("deleteWebhook", {}, z.unknown());
}

/** Hashed first, so that neither content nor length shows in the time it takes. */
function same(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
