/**
 * Bot API 10.3 over fetch, one typed function. telegraf's own client is not used for calls: its types end at 7.1, it
 * waits 500 s for a dead connection, and it does not give up a call when asked to.
 */
import type { APIMethodParams } from "@gramio/types";
import { z } from "zod";
import type { Call } from "./calls.ts";
import { ApiFailure } from "./errors.ts";

export const officialApi = "https://api.telegram.org";

export interface CallOptions {
  signal?: AbortSignal;
  /** Default 30 s. */
  timeoutMs?: number;
}

/** `read` is what we need of the result. Throws `ApiFailure` and nothing else. */
export type CallApi = <M extends Call, T>(
  method: M,
  params: APIMethodParams<M>,
  read: z.ZodType<T>,
  options?: CallOptions,
) => Promise<T>;

const envelope = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error_code: z.number().default(0),
    description: z.string().default("no reason given"),
    parameters: z
      .object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
      .default({}),
  }),
]);

export function createApi(options: { token: string; apiUrl: string; fetch?: typeof fetch }): CallApi {
  const { token, apiUrl, fetch: request = fetch } = options;
  const base = `${apiUrl.replace(/\/+$/, "")}/bot${token}`;

  return async (method, params, read, { signal, timeoutMs = 30_000 } = {}) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    let status: number;
    let text: string;
    try {
      const response = await request(`${base}/${method}`, {
        method: "POST",
        ...bodyOf(params ?? {}),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      status = response.status;
      text = await response.text();
    } catch (error) {
      const errno = errnoOf(error);
      if (deadline.aborted) throw new ApiFailure(method, "timeout", "no answer in time");
      throw new ApiFailure(method, "network", errno ?? "the connection failed", { errno });
    }
    return resultOf(method, status, text, read);
  };
}

function resultOf<T>(method: string, status: number, text: string, read: z.ZodType<T>): T {
  const answer = envelope.safeParse(json(text));
  if (!answer.success) {
    if (status >= 500) throw new ApiFailure(method, "server", `HTTP ${status}`);
    throw new ApiFailure(method, "stranger", `HTTP ${status}, not the Bot API's JSON`);
  }
  if (answer.data.ok) {
    const result = read.safeParse(answer.data.result);
    if (result.success) return result.data;
    throw new ApiFailure(method, "stranger", `an unexpected result: ${z.prettifyError(result.error)}`);
  }
  const { error_code: code, description, parameters } = answer.data;
  const words = description.replace(/^Bad Request: /, "");
  const { retry_after: seconds, migrate_to_chat_id: moved } = parameters;
  // A malformed token is 404 "Not Found" without more words; a method that does not exist has more to say.
  if (code === 401 || (code === 404 && /^not found$/i.test(description)))
    throw new ApiFailure(method, "unauthorized", words);
  if (code === 409) throw new ApiFailure(method, "conflict", words);
  if (code === 429) throw new ApiFailure(method, "flood", words, { retryAfterMs: (seconds ?? 1) * 1000 });
  if (code >= 500) throw new ApiFailure(method, "server", words);
  throw new ApiFailure(method, "refused", words, { migrateTo: moved === undefined ? null : String(moved) });
}

/** JSON, or a form when there is a file to send. */
function bodyOf(params: object): { body: string | FormData; headers?: Record<string, string> } {
  const entries: [string, unknown][] = Object.entries(params);
  if (!entries.some(([, value]) => value instanceof Blob))
    return { body: JSON.stringify(params), headers: { "content-type": "application/json" } };
  const form = new FormData();
  for (const [name, value] of entries) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined)
      form.append(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return { body: form };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** fetch hides the reason one or two causes deep. Only the code is kept: messages may hold the address, and it the token. */
function errnoOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return null;
}
