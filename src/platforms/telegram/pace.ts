/** How long the adapter waits for what. Only tests change these. */
export interface Pace {
  /** Telegram holds a poll for at most 50 s. */
  pollSeconds: number;
  /** How much longer than that an answer may take before the connection counts as dead. */
  graceMs: number;
  /** How often to look past an update that is still being handled; below 500 Telegram answers with one update only. */
  peekMs: number;
  /** The first wait after a failed poll; doubles up to `retryMostMs`. */
  retryMs: number;
  retryMostMs: number;
  /** The least wait before taking the updates back from another process. */
  conflictMs: number;
  /** Waits between the attempts to handle an update that fails. */
  handleAgainMs: number[];
  /** A handler that runs longer is given up on. */
  patienceMs: number;
  /** How long `stop` waits for handlers. */
  drainMs: number;
  /** How long the answer to a press is kept back for the words that go into it. */
  answerMs: number;
  /** How long a question in chat waits for its reply. */
  promptMs: number;
}

export const usualPace: Pace = {
  pollSeconds: 50,
  graceMs: 5000,
  peekMs: 700,
  retryMs: 500,
  retryMostMs: 30_000,
  conflictMs: 5000,
  handleAgainMs: [1000, 5000],
  patienceMs: 300_000,
  drainMs: 8000,
  answerMs: 2500,
  promptMs: 15 * 60_000,
};
