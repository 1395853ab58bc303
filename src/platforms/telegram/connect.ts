/** The first contact: who we are, and whether the token and the address are right at all. */
import { PlatformError } from "../platform.ts";
import type { CallApi } from "./api.ts";
import { officialApi } from "./api.ts";
import { isFailure, toPlatformError, wrongToken } from "./errors.ts";
import type { OwnUser } from "./shapes.ts";
import { ownUser } from "./shapes.ts";

export function whoAmI(callApi: CallApi, signal: AbortSignal): Promise<OwnUser> {
  return callApi("getMe", undefined, ownUser, { timeoutMs: 10_000, signal });
}

/** One sentence for the operator when trying again won't help; null when it may. */
export function hopeless(error: unknown, apiUrl: string): PlatformError | null {
  const official = apiUrl === officialApi;
  const address = `Check TELEGRAM_API_URL (${apiUrl}), or leave it empty to use Telegram's own.`;
  const refused = (why: string) => new PlatformError("refused", why, { cause: error });
  if (isFailure(error, "unauthorized"))
    return refused(
      official || !/not found/i.test(error.words) ? wrongToken : `${wrongToken} If it is right: ${address}`,
    );
  if (isFailure(error, "stranger"))
    return refused(`What answers there is not the Telegram Bot API (${error.words}). ${address}`);
  // At the official address these mean that the network is down; anywhere else, most likely a wrong address.
  if (!official && isFailure(error, "network") && /^(ENOTFOUND|ECONNREFUSED)$/.test(error.errno ?? ""))
    return refused(`Nothing answers at the Telegram API address (${error.words}). ${address}`);
  if (isFailure(error, "refused")) {
    const same = toPlatformError(error);
    return same instanceof PlatformError ? same : null;
  }
  return null;
}

export function checkedUrl(apiUrl: string): string {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : null;
  if (url?.protocol === "https:" || url?.protocol === "http:") return apiUrl.replace(/\/+$/, "");
  throw new PlatformError(
    "refused",
    `TELEGRAM_API_URL is not a web address: expected something like ${officialApi}, found “${apiUrl}”.`,
  );
}
