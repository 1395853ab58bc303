/** Spends IDENTIFYs with care: a thousand a day, and Discord resets the bot's token when they are exceeded. */
import { SimpleIdentifyThrottler } from "@discordjs/ws";
import type { APIGatewayBotInfo } from "discord-api-types/v10";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../platform.ts";

export interface Budget {
  /** Resolves when this shard may identify; rejects only when `signal` aborts. */
  wait(shard: number, signal: AbortSignal): Promise<void>;
}

/** With less than this part of the day's IDENTIFYs left, something loops: one a minute then. */
const LOW = 0.1;
const SLOWLY_MS = 60_000;

export function spendIdentifies(
  ask: () => Promise<APIGatewayBotInfo>,
  first: APIGatewayBotInfo,
  log: Log,
): Budget {
  const throttler = new SimpleIdentifyThrottler(first.session_start_limit.max_concurrency);
  let fresh: APIGatewayBotInfo | null = first;
  let last = first;
  return {
    async wait(shard, signal) {
      // What was asked a moment ago counts for the first IDENTIFY; later ones ask again.
      last = fresh ?? (await ask().catch(() => last));
      fresh = null;
      const { remaining, total, reset_after } = last.session_start_limit;
      if (remaining < 1) {
        log.error(
          { shard, resetAfterMs: reset_after },
          "no IDENTIFY is left today; waiting rather than losing the token",
        );
        await sleep(reset_after, undefined, { signal });
      } else if (remaining < total * LOW) {
        log.warn({ shard, remaining }, "few IDENTIFYs are left today; slowing down");
        await sleep(SLOWLY_MS, undefined, { signal });
      }
      await throttler.waitForIdentify(shard, signal);
    },
  };
}
