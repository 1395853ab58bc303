/** The one door to Discord's HTTP API: only calls that `calls.ts` lists, with the SDK's queues and retries behind it. */
import { DefaultRestOptions, type RawFile, RequestMethod, REST, RESTEvents } from "@discordjs/rest";
import type { Log } from "../platform.ts";
import { type CallName, type CallParams, calls } from "./calls.ts";

export interface CallOptions {
  body?: unknown;
  files?: { name: string; contentType: string; data: Uint8Array }[];
  query?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Discord {
  rest: REST;
  /** Resolves with Discord's answer (unchecked); rejects with the SDK's errors. */
  call<Name extends CallName>(name: Name, params: CallParams<Name>, options?: CallOptions): Promise<unknown>;
}

const OFFICIAL = "https://discord.com/api";
/** Longer waits than this are the caller's business: it gets `busy` and the time, instead of a queue that stands still. */
const PATIENCE_MS = 5_000;

const TIMEOUT_MS = 10_000;
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * One answer, read to its end. The SDK's own time limit ends with the headers: an answer that stops in the middle would hold up
 * everything behind it for minutes.
 */
const whole: typeof DefaultRestOptions.makeRequest = async (url, init) => {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, late]) : late;
  const answer = await DefaultRestOptions.makeRequest(url, { ...init, signal });
  const body = await answer.arrayBuffer();
  const { status, statusText, headers } = answer;
  return new Response(WITHOUT_BODY.has(status) ? null : body, {
    status,
    statusText,
    headers: Object.fromEntries(headers.entries()),
  });
};

const methods = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
} as const;

/** Calls whose URL carries its own secret; our token stays out of them, and a 401 there says nothing about it. */
const withoutToken = new Set<CallName>([
  "answerInteraction",
  "editAnswer",
  "deleteAnswer",
  "editFollowUp",
  "followUp",
]);

export function apiAddress(apiUrl: string | undefined): string {
  return (apiUrl ?? OFFICIAL).replace(/\/+$/, "").replace(/\/v\d+$/, "");
}

export function connectRest(options: { token: string; apiUrl?: string | undefined; log: Log }): Discord {
  const { token, log } = options;
  const rest = new REST({
    api: apiAddress(options.apiUrl),
    version: "10",
    userAgentAppendix: "Countersign",
    timeout: TIMEOUT_MS,
    makeRequest: whole,
    invalidRequestWarningInterval: 100,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > PATIENCE_MS,
  });
  rest.setToken(token);
  rest.on(RESTEvents.RateLimited, ({ route, method, retryAfter, global, scope }) =>
    log.info({ route, method, retryAfter, global, scope }, "Discord asks us to slow down"),
  );
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
    log.warn(
      { count, remainingTime },
      "many refused requests: Discord bans an address after 10,000 in 10 minutes",
    ),
  );
  return {
    rest,
    async call(name, params, { body, files, query, signal } = {}) {
      const [method, path] = calls[name].split(" ") as [keyof typeof methods, string];
      // The SDK forgets the token on any 401, and would then refuse everything until a restart.
      rest.setToken(token);
      return rest.request({
        method: methods[method],
        fullRoute: fill(path, params) as `/${string}`,
        auth: !withoutToken.has(name),
        ...(body === undefined ? {} : { body }),
        ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        ...(signal === undefined ? {} : { signal }),
        ...(files && files.length > 0 ? { files: files satisfies RawFile[] } : {}),
      });
    },
  };
}

function fill(path: string, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}
