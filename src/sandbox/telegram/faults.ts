/** What a test can break: refusals on demand, half-open connections, dropped ones, a second poller. */
import { Refusal, refusals } from "./errors.ts";
import type { State } from "./state.ts";

export interface Fault {
  /** HTTP status and `error_code`; 5xx is fine. */
  status: number;
  /** Default: Telegram's own words for that status. */
  description?: string;
  /** Seconds; goes into `parameters.retry_after`. */
  retryAfter?: number;
  /** How many calls it hits; default 1. */
  times?: number;
}

export interface TelegramFaults {
  /** The next calls of this method are refused before they do anything. `*` is any method. Returns how to stop. */
  fail(method: string, fault: Fault): () => void;
  /** Calls of this method are accepted and never answered, until the returned function is called. */
  hang(method: string): () => void;
  /** From now on so many messages and edits a minute to one group, then 429 (Telegram: about 20). Null: no limit. */
  limitRate(messagesPerMinute: number | null): void;
  /** Cuts every open connection now. */
  dropConnections(): void;
  /** The next so many polls of a bot are answered as if what was confirmed last had not been: it comes again. */
  forgetConfirmations(botToken: string, polls: number): void;
  /** The next so many batches of a bot that hold more than one update have them in the opposite order. */
  reorder(botToken: string, batches: number): void;
  /** Somebody else polls with this token: our getUpdates is the older one and gets 409, until the returned function is called. */
  secondPoller(botToken: string): () => void;
}

const WORDS: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
};

export interface FaultBoard {
  faults: TelegramFaults;
  /** What to do to this call: refuse it, never answer it, or nothing. */
  verdict: (method: string, botId: number) => Refusal | "hang" | null;
}

export function createFaults(state: State, dropConnections: () => void): FaultBoard {
  const failing: { method: string; refusal: Refusal; left: number }[] = [];
  const hanging: { method: string }[] = [];
  const rivals: { bot: number }[] = [];
  const botOf = (token: string) => {
    const bot = [...state.bots.values()].find((each) => each.token === token);
    if (!bot) throw new Error("no bot of this world has that token");
    return bot;
  };
  return {
    faults: {
      fail(method, { status, description, retryAfter, times = 1 }) {
        const words = description ?? WORDS[status] ?? "Error";
        const retry = retryAfter === undefined ? undefined : { retry_after: retryAfter };
        const full = description === undefined && retry ? `${words}: retry after ${retryAfter}` : words;
        const failure = { method, refusal: new Refusal(status, full, retry), left: times };
        failing.push(failure);
        return without(failing, failure);
      },
      hang(method) {
        const fault = { method };
        hanging.push(fault);
        return without(hanging, fault);
      },
      limitRate(messagesPerMinute) {
        state.messagesPerMinute = messagesPerMinute;
      },
      dropConnections,
      forgetConfirmations(botToken, polls) {
        botOf(botToken).inbox.forgetful += polls;
      },
      reorder(botToken, batches) {
        botOf(botToken).inbox.disorderly += batches;
      },
      secondPoller(botToken) {
        const bot = botOf(botToken);
        const rival = { bot: bot.user.id };
        rivals.push(rival);
        bot.inbox.poll?.terminate(refusals.otherPoller());
        return without(rivals, rival);
      },
    },
    verdict(method, botId) {
      const fault = failing.find((fault) => fault.left > 0 && hits(fault.method, method));
      if (fault) {
        fault.left -= 1;
        return fault.refusal;
      }
      if (hanging.some((fault) => hits(fault.method, method))) return "hang";
      const rival = method === "getUpdates" && rivals.some(({ bot }) => bot === botId);
      return rival ? refusals.otherPoller() : null;
    },
  };
}

function without<T>(list: T[], item: T): () => void {
  return () => {
    const at = list.indexOf(item);
    if (at >= 0) list.splice(at, 1);
  };
}

function hits(pattern: string, method: string): boolean {
  return pattern === "*" || pattern === method;
}
