/** What an agent embeds to ask for a human signature (package export `countersign/sdk`). */
import { setTimeout as sleep } from "node:timers/promises";
import { call, type Connection } from "./call.ts";
import { Cancelled, Denied, Expired, Invalidated } from "./errors.ts";

export { Cancelled, Denied, Expired, Invalidated, RequestRefused, Unreachable } from "./errors.ts";

/** What to ask for (api.md, section 3). Durations are written `15m`, `90s`, `2h`. */
export interface Wish {
  action: string;
  params: unknown;
  /** The agent's words, shown to the approvers as unverified. */
  reason?: string;
  /** Who will execute it; the grant is good for nobody else. */
  audience?: string;
  origin?: {
    platform: "discord" | "telegram";
    workspace?: string;
    channel?: string;
    messageId?: string;
    requestedBy?: string;
  };
  decideWithin?: string;
  useWithin?: string;
  callbackUrl?: string;
  /** The same key finds the same request again, also after a restart of the agent. Kept for 24 hours. */
  idempotencyKey?: string;
}

export type State = "pending" | "approved" | "denied" | "expired" | "cancelled" | "invalidated";

/** The answer to a new request. `claimSecret` turns the approval into a grant: keep it to yourself. */
export interface Asked {
  id: string;
  state: State;
  actionHash: string;
  claimSecret: string;
  decideBy: string;
  quorum: { need: number; have: number };
  pollAfter: string;
  /** With a `callbackUrl`: verifies the calls to it (Standard Webhooks). */
  callbackSecret?: string;
}

/** A request as it stands. */
export interface Standing {
  id: string;
  state: State;
  decideBy: string;
  decidedAt: string | null;
  votes: {
    verdict: "approve" | "deny";
    platform: string;
    userId: string;
    at: string;
    reason: string | null;
  }[];
  denial: { reason: string | null; message: string } | null;
  grant: { state: "unclaimed" | "consumed" | "lapsed"; useBy: string } | null;
}

export interface Report {
  telegram?: Record<string, boolean>;
  promptSha256?: string;
  tokenFingerprints?: string[];
  runtime?: Record<string, string>;
  spend?: { since: string; amount: string; limit?: string; currency: string };
}

export interface Options {
  /** Where Countersign runs, such as https://countersign.example.org. */
  url: string;
  /** The agent's key, `csk_…`. */
  key: string;
  fetch?: typeof globalThis.fetch;
  /** How long to keep trying while the service can't be reached, in milliseconds. Default: 15 minutes. */
  patience?: number;
}

const LONG_POLL_SECONDS = 50;

export class Countersign {
  readonly #connection: Connection;

  constructor(options: Options) {
    this.#connection = {
      url: options.url.replace(/\/+$/, ""),
      key: options.key,
      fetch: options.fetch ?? globalThis.fetch,
      patience: options.patience ?? 15 * 60_000,
      sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
      now: () => performance.now(),
    };
  }

  /**
   * Asks, waits for the humans, and returns the signed grant. Waits through restarts of Countersign; give an
   * `idempotencyKey` of your own to wait through restarts of the agent too. Aborting `signal` stops the waiting, not the
   * request: use `cancel` to withdraw it.
   * Throws Denied, Expired, Cancelled, Invalidated, RequestRefused, Unreachable.
   */
  async approve(wish: Wish, options: { signal?: AbortSignal } = {}): Promise<string> {
    return await this.granted(await this.request(wish, options), options);
  }

  /** The second half of `approve`, for a request that was made already. Throws the same. */
  async granted(
    asked: Pick<Asked, "id" | "claimSecret">,
    options: { signal?: AbortSignal } = {},
  ): Promise<string> {
    const ended = await this.wait(asked.id, options);
    if (ended.state === "approved") return await this.claim(asked.id, asked.claimSecret, options);
    throw notApproved(ended);
  }

  /** Asks for approval and returns at once. Repeating a call with the same `idempotencyKey` returns the same request. */
  async request(wish: Wish, options: { signal?: AbortSignal } = {}): Promise<Asked> {
    const { idempotencyKey, ...body } = wish;
    const headers = { "idempotency-key": idempotencyKey ?? crypto.randomUUID() };
    return (await this.#call("POST", "/v1/requests", { body, headers, ...options })) as Asked;
  }

  /** Resolves when the request is no longer pending. */
  async wait(id: string, options: { signal?: AbortSignal } = {}): Promise<Standing> {
    for (;;) {
      const path = `/v1/requests/${encodeURIComponent(id)}?wait=${LONG_POLL_SECONDS}s`;
      const now = (await this.#call("GET", path, options)) as Standing;
      if (now.state !== "pending") return now;
    }
  }

  /** The grant of an approved request: a compact JWS for the executor. Repeatable until it is used or lapses. */
  async claim(id: string, claimSecret: string, options: { signal?: AbortSignal } = {}): Promise<string> {
    const path = `/v1/requests/${encodeURIComponent(id)}/claim`;
    return ((await this.#call("POST", path, { body: { claimSecret }, ...options })) as { grant: string })
      .grant;
  }

  /**
   * Uses a grant up, right before the side effect: for executors without a store of their own. Resolves once, for exactly this
   * action and these params; throws RequestRefused ever after, also when only the answer got lost: then don't run it.
   */
  async consume(
    grant: string,
    about: { action: string; params: unknown },
    options: { signal?: AbortSignal } = {},
  ): Promise<void> {
    const body = { grant, action: about.action, params: about.params };
    await this.#call("POST", "/v1/grants/consume", { body, ...options });
  }

  /** Withdraws a pending request. */
  async cancel(id: string, options: { signal?: AbortSignal } = {}): Promise<Standing> {
    const path = `/v1/requests/${encodeURIComponent(id)}/cancel`;
    return (await this.#call("POST", path, { body: {}, ...options })) as Standing;
  }

  /** What the agent says about itself (api.md, section 3): booleans, hashes and versions, never tokens or prompts. */
  async report(report: Report, options: { signal?: AbortSignal } = {}): Promise<void> {
    await this.#call("POST", "/v1/reports", { body: report, ...options });
  }

  async #call(
    method: "GET" | "POST",
    path: string,
    rest: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<unknown> {
    return await call(this.#connection, {
      method,
      path,
      attemptMs: (LONG_POLL_SECONDS + 10) * 1000,
      ...rest,
    });
  }
}

function notApproved(ended: Standing): Error {
  const message = ended.denial?.message;
  switch (ended.state) {
    case "denied":
      return new Denied(ended.id, ended.denial?.reason ?? null);
    case "expired":
      return new Expired(ended.id, message ?? "Nobody decided in time. It did not run.");
    case "cancelled":
      return new Cancelled(ended.id, message ?? "The request was withdrawn. It did not run.");
    default:
      return new Invalidated(ended.id, message ?? "The rules changed before it was decided. It did not run.");
  }
}
