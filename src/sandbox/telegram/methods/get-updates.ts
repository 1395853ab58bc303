import type { TelegramUpdate } from "@gramio/types";
import { readInteger, readList } from "../read.ts";
import { setAllowed, takeUpdates } from "../updates.ts";
import type { Call } from "./method.ts";

export async function getUpdates({ state, bot, params, signal }: Call): Promise<TelegramUpdate[]> {
  const limit = readInteger(params, "limit") ?? 100;
  setAllowed(bot.inbox, readList(params, "allowed_updates"));
  const poll = {
    offset: readInteger(params, "offset") ?? 0,
    limit: limit < 1 || limit > 100 ? 100 : limit,
    timeout: readInteger(params, "timeout") ?? 0,
    signal,
  };
  return await takeUpdates(bot.inbox, poll, state.now);
}
