import { badRequest, refusals } from "../errors.ts";
import { readFlag, readText } from "../read.ts";
import type { Call } from "./method.ts";

/** Undocumented at Telegram; clients give up somewhere between 10 and 30 seconds. The sandbox takes the early side. */
const ANSWER_WITHIN_MS = 15_000;
const MAX_TEXT = 200;

export function answerCallbackQuery({ state, bot, params }: Call): true {
  const query = state.queries.get(readText(params, "callback_query_id") ?? "");
  if (!query || query.bot !== bot.user.id || query.answer) throw refusals.queryTooOld();
  if (state.now() - query.createdAt > ANSWER_WITHIN_MS) throw refusals.queryTooOld();
  const text = readText(params, "text") ?? "";
  if (text.length > MAX_TEXT) throw badRequest("MESSAGE_TOO_LONG");
  query.answer = { text, alert: readFlag(params, "show_alert") };
  query.answered(query.answer);
  return true;
}
