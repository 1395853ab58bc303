/** What went wrong on the way to Discord, in the port's four kinds. Messages never hold a URL: those of interactions contain tokens. */
import { DiscordAPIError, HTTPError, RateLimitError } from "@discordjs/rest";
import { ZodError } from "zod";
import { PlatformError } from "../platform.ts";

/** Unknown channel, guild, message, webhook, interaction; an interaction's webhook token that ran out. */
const GONE = new Set([10003, 10004, 10008, 10015, 10062, 50027]);
/** Missing access or permissions, direct messages closed, no mutual server, archived or locked threads, not a text channel. */
const UNREACHABLE = new Set([20026, 40007, 50001, 50003, 50007, 50008, 50013, 50083, 50278, 160005]);
/** Slow mode and the limit on edits of old messages: later it works. */
const BUSY = new Set([20016, 20028, 30046, 40062]);

/** `doing` completes "Discord …": "Discord did not post the card". */
export function platformError(error: unknown, doing: string): PlatformError {
  if (error instanceof PlatformError) return error;
  if (error instanceof RateLimitError) {
    const seconds = Math.ceil(error.retryAfter / 1000);
    return new PlatformError("busy", `Discord asked us to wait ${seconds} s: it did not ${doing}.`, {
      retryAfterMs: error.retryAfter,
    });
  }
  if (error instanceof DiscordAPIError) {
    const kind = kindOf(Number(error.code), error.status);
    return new PlatformError(kind, `Discord did not ${doing}: ${error.rawError && said(error)}`, {
      cause: trace(error),
    });
  }
  if (error instanceof HTTPError)
    return new PlatformError("busy", `Discord did not ${doing}: it answers ${error.status} at the moment.`);
  if (error instanceof ZodError)
    return new PlatformError(
      "refused",
      `Discord gave an answer that we don't understand: it did not ${doing}.`,
      {
        cause: error,
      },
    );
  return new PlatformError("busy", `Discord could not be reached to ${doing} (${networkReason(error)}).`);
}

function kindOf(code: number, status: number): PlatformError["kind"] {
  if (GONE.has(code)) return "gone";
  if (UNREACHABLE.has(code)) return "unreachable";
  if (BUSY.has(code) || status === 429) return "busy";
  return "refused";
}

function said(error: DiscordAPIError): string {
  if (error.status === 401) return "it does not accept our bot token any more.";
  return `${error.message.replace(/\s+/g, " ").slice(0, 300)} (${error.status}, code ${error.code}).`;
}

/** Enough for an operator's log, without the URL and the body that the SDK's error carries. */
function trace(error: DiscordAPIError): Error {
  const route = error.url
    .replace(/^.*?\/v\d+/, "")
    .replace(/(\/(?:interactions|webhooks)\/\d+\/)[^/?]+/, "$1…");
  return new Error(`${error.method} ${route}: ${error.status} code ${error.code} ${error.message}`);
}

/** "ECONNREFUSED", "ENOTFOUND", "timeout" or the error's own words. */
export function networkReason(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
    if (at.name === "AbortError" || at.name === "TimeoutError") return "no answer in time";
    if (at.cause === undefined) return at.message;
  }
  return String(error);
}

/** The code that Discord gave, if Discord refused. */
export function discordCode(error: unknown): number | null {
  return error instanceof DiscordAPIError ? Number(error.code) : null;
}
