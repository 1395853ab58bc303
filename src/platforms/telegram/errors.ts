/** What can go wrong with a Bot API call, and what that means to the rest of the service. */
import { PlatformError } from "../platform.ts";

/**
 * `refused`: Telegram answered no. `conflict`: somebody else receives this bot's updates. `unauthorized`: the token is
 * wrong. `flood`: too fast. `server`, `network`, `timeout`: nothing is known about what happened. `stranger`: whoever
 * answered is not the Bot API.
 */
export type Trouble =
  | "refused"
  | "conflict"
  | "unauthorized"
  | "flood"
  | "server"
  | "network"
  | "timeout"
  | "stranger";

export class ApiFailure extends Error {
  readonly trouble: Trouble;
  /** Telegram's own words, without "Bad Request: "; never the address, which holds the token. */
  readonly words: string;
  readonly retryAfterMs: number | null;
  /** The chat's new id, when it became a supergroup. */
  readonly migrateTo: string | null;
  /** Of the operating system, such as ECONNREFUSED. */
  readonly errno: string | null;
  constructor(
    method: string,
    trouble: Trouble,
    words: string,
    more: { retryAfterMs?: number | null; migrateTo?: string | null; errno?: string | null } = {},
  ) {
    super(`${method}: ${words}`);
    this.name = "ApiFailure";
    this.trouble = trouble;
    this.words = words;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.migrateTo = more.migrateTo ?? null;
    this.errno = more.errno ?? null;
  }
}

export function isFailure(error: unknown, trouble?: Trouble): error is ApiFailure {
  return error instanceof ApiFailure && (trouble === undefined || error.trouble === trouble);
}

export function isNotModified(error: unknown): boolean {
  return isFailure(error, "refused") && /message is not modified/i.test(error.words);
}

const gone =
  /message to (edit|delete|be replied) not found|message can't be edited|MESSAGE_ID_INVALID|message thread not found|group chat was upgraded/i;

const unreachable =
  /^Forbidden|chat not found|user not found|not enough rights|have no rights to send|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED|CHAT_RESTRICTED|TOPIC_CLOSED|PEER_ID_INVALID|USER_IS_BLOCKED|PARTICIPANT_ID_INVALID|group chat was deactivated/i;

/** The same failure in the port's words. Anything that is not a failure of the Bot API comes back unchanged. */
export function toPlatformError(error: unknown): unknown {
  if (!(error instanceof ApiFailure)) return error;
  const why = (kind: PlatformError["kind"], sentence: string) =>
    new PlatformError(kind, sentence, {
      cause: error,
      ...(error.retryAfterMs !== null && { retryAfterMs: error.retryAfterMs }),
    });
  switch (error.trouble) {
    case "flood":
      return why("busy", "Telegram asks us to slow down.");
    case "server":
    case "network":
    case "timeout":
    case "conflict":
      return why("busy", `Telegram can't be reached right now (${error.words}).`);
    case "unauthorized":
      return why("refused", wrongToken);
    case "stranger":
      return why("refused", `That was not an answer of the Telegram Bot API (${error.words}).`);
    case "refused":
      break;
  }
  const kind = gone.test(error.words) ? "gone" : unreachable.test(error.words) ? "unreachable" : "refused";
  return why(kind, `Telegram says: ${error.words}.`);
}

/** A person who never pressed Start, or blocked us, is told by which link that is undone. */
export function withStart(error: unknown, bot: string | null): unknown {
  if (!(error instanceof PlatformError) || error.kind !== "unreachable" || bot === null) return error;
  return new PlatformError("unreachable", error.message, {
    cause: error.cause,
    opensChat: `https://t.me/${bot}?start=approver`,
  });
}

export const wrongToken =
  "Telegram does not know this token: wrong token in TELEGRAM_TOKEN. Copy it again from @BotFather (/mybots → your bot → API Token).";
