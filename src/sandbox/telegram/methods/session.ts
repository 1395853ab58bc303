/** Leaving this Bot API server. Both end the updates; Countersign must call neither. */
import type { Call } from "./method.ts";

export function logOut({ bot }: Call): true {
  bot.session = "logged out";
  return true;
}

export function close({ bot }: Call): true {
  bot.session = "closed";
  return true;
}
