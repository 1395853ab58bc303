/** Telegram's adapter in a hurry: tests and benchmarks don't wait as long as people do. */
import type { Pace } from "../../src/platforms/telegram/pace.ts";

export const quick: Partial<Pace> = {
  pollSeconds: 1,
  graceMs: 300,
  peekMs: 40,
  retryMs: 10,
  retryMostMs: 80,
  conflictMs: 20,
  handleAgainMs: [5, 10],
  patienceMs: 20_000,
  drainMs: 1000,
  answerMs: 400,
};
