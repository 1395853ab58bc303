import { RequestRefused, Unreachable } from "./errors.ts";

export interface Connection {
  url: string;
  key: string;
  fetch: typeof globalThis.fetch;
  /** How long to keep trying while the service can't be reached, in milliseconds. */
  patience: number;
  sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  now: () => number;
}

export interface Call {
  method: "GET" | "POST";
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** How long one attempt may take, in milliseconds. */
  attemptMs: number;
  signal?: AbortSignal | undefined;
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 15_000;

/**
 * One call that outlives restarts of the service: network errors, 5xx and 429 are tried again, pausing longer each time and
 * never shorter than `Retry-After`. Any other refusal is thrown as it is.
 */
export async function call(connection: Connection, request: Call): Promise<unknown> {
  const started = connection.now();
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    request.signal?.throwIfAborted();
    const outcome = await attempt(connection, request);
    if ("value" in outcome) return outcome.value;
    const wait = Math.max(pause * (0.5 + Math.random() / 2), outcome.retryAfterMs);
    if (connection.now() - started + wait > connection.patience)
      throw (
        outcome.refusal ??
        new Unreachable(`Countersign at ${connection.url} can't be reached.`, { cause: outcome.cause })
      );
    await connection.sleep(wait, request.signal);
  }
}

type Outcome = { value: unknown } | { cause: unknown; retryAfterMs: number; refusal?: RequestRefused };

async function attempt(connection: Connection, request: Call): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    response = await connection.fetch(connection.url + request.path, {
      method: request.method,
      headers: {
        authorization: `Bearer ${connection.key}`,
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        ...request.headers,
      },
      // A redirect could carry the key to another host.
      redirect: "error",
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.any([
        AbortSignal.timeout(request.attemptMs),
        ...(request.signal ? [request.signal] : []),
      ]),
    });
    text = await response.text();
  } catch (cause) {
    request.signal?.throwIfAborted();
    return { cause, retryAfterMs: 0 };
  }
  const body = parse(text);
  if (response.ok) {
    return body === undefined
      ? { cause: new Error("the answer is not JSON"), retryAfterMs: 0 }
      : { value: body };
  }
  const refusal = refused(response.status, body);
  if (response.status < 500 && response.status !== 429) throw refusal;
  const seconds = Number(response.headers.get("retry-after") ?? 0);
  return { cause: refusal, refusal, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : 0 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(status: number, body: unknown): RequestRefused {
  const problem = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const errors = Array.isArray(problem["errors"])
    ? (problem["errors"] as { path: string; message: string }[])
    : [];
  const code = typeof problem["code"] === "string" ? problem["code"] : `http_${status}`;
  const detail =
    typeof problem["detail"] === "string" ? problem["detail"] : `Countersign answered ${status}.`;
  return new RequestRefused(status, code, detail, errors);
}
