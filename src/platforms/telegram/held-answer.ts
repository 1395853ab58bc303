/**
 * The one answer a press gets. Telegram shows a spinner until it comes, and a pop-up is possible in that answer only; so
 * it is kept back for the first private words, but not longer than `answerMs`.
 */
import { z } from "zod";
import type { Log } from "../platform.ts";
import type { CallApi } from "./api.ts";

export interface HeldAnswer {
  /** Shows these words, at most 200 characters, to the person who pressed. False when it is too late for that. */
  say(words: string): Promise<boolean>;
  /** Ends the spinner, if nothing has yet. */
  release(): Promise<void>;
}

/** Handling may be tried again; the answer is given once, so it is remembered by its query. */
const remembered = 500;

export function createAnswers(callApi: CallApi, log: Log, answerMs: number): (query: string) => HeldAnswer {
  const answers = new Map<string, HeldAnswer>();
  return (query) => {
    const known = answers.get(query);
    if (known) return known;
    const made = hold(callApi, log, answerMs, query);
    answers.set(query, made);
    const oldest = answers.keys().next();
    if (answers.size > remembered && !oldest.done) answers.delete(oldest.value);
    return made;
  };
}

function hold(callApi: CallApi, log: Log, answerMs: number, query: string): HeldAnswer {
  let given = false;
  const give = async (words: string | null): Promise<boolean> => {
    if (given) return false;
    given = true;
    clearTimeout(timer);
    try {
      await callApi(
        "answerCallbackQuery",
        { callback_query_id: query, ...(words !== null && { text: words, show_alert: true }) },
        z.unknown(),
        { timeoutMs: 10_000 },
      );
      return true;
    } catch (error) {
      // Too old, most likely: it waited on Telegram's side while we were down.
      log.debug({ err: error }, "A press could not be answered.");
      return false;
    }
  };
  const timer = setTimeout(() => void give(null), answerMs);
  timer.unref();
  return {
    say: give,
    async release() {
      await give(null);
    },
  };
}
