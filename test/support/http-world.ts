/** The real use cases and the real HTTP application on a real loopback port, over a PGlite in memory; people are pressed by hand. */
import { EventEmitter, once } from "node:events";
import { randomBytes } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { putAgent } from "../../src/db/agents.ts";
import { adoptPglite } from "../../src/db/open.ts";
import { putWorkspace } from "../../src/db/workspaces.ts";
import { agentSchema, workspaceSchema } from "../../src/domain/manifest.ts";
import { listen } from "../../src/http/listen.ts";
import { createHttp } from "../../src/http/server.ts";
import type { Platform } from "../../src/platforms/platform.ts";
import { changeRequest } from "../../src/use-cases/change-request.ts";
import type { Context } from "../../src/use-cases/context.ts";
import { createKey } from "../../src/use-cases/create-key.ts";

export const supportBot = agentSchema.parse({
  apiVersion: "countersign/v1",
  kind: "Agent",
  metadata: { id: "support-bot", owner: "discord:2041", purpose: "support" },
  identities: { discord: { applicationId: "1576", userId: "1576" } },
  actions: [
    {
      type: "refund.issue",
      title: "Issue a refund",
      audience: "payments",
      params: {
        type: "object",
        required: ["orderId", "amount"],
        properties: {
          orderId: { type: "string", pattern: "^A-[0-9]+$" },
          amount: { type: "string" },
          currency: { enum: ["EUR", "USD"] },
        },
        additionalProperties: false,
      },
      policy: { approvers: ["discord:user:3001"], decideWithin: "15m", useWithin: "5m" },
    },
    { type: "note.add", audience: "notes", policy: { approvers: ["discord:user:3001"] } },
    { type: "lonely.thing", audience: "notes", policy: { approvers: ["telegram:user:4001"] } },
  ],
});

const server = workspaceSchema.parse({
  apiVersion: "countersign/v1",
  kind: "Workspace",
  metadata: { platform: "discord", id: "6137" },
  places: { approvals: "9100" },
  approvers: ["discord:user:3001"],
});

export async function httpWorld() {
  const opened = await adoptPglite(await PGlite.create());
  const logged: { fields: object; message: string }[] = [];
  const log = (fields: object, message: string) => void logged.push({ fields, message });
  const wake = new EventEmitter().setMaxListeners(0);
  const clock = { ahead: 0 };
  const ctx: Context = {
    db: opened.db,
    platforms: { discord: quietDiscord },
    now: () => Date.now() + clock.ahead,
    random: randomBytes,
    log: { debug: log, info: log, warn: log, error: log },
    publicUrl: "https://countersign.test",
    masterKey: randomBytes(32),
    effects: {
      deliverCopies: async () => {},
      remind: async () => {},
      announce: async (_, requestId) => void setImmediate(() => wake.emit(requestId)),
    },
    changed: async (requestId, ms, signal) => {
      const until = AbortSignal.any([AbortSignal.timeout(ms), ...(signal ? [signal] : [])]);
      await once(wake, requestId, { signal: until }).catch(() => {});
    },
  };
  await putWorkspace(ctx.db, server);
  const stopping = new AbortController();
  const listening = await listen(createHttp(ctx, { stopping: stopping.signal }), {
    host: "127.0.0.1",
    port: 0,
  });

  /** An agent of its own, so that tests don't disturb each other. */
  const agent = async (id: string) => {
    await putAgent(
      ctx.db,
      { ...supportBot, metadata: { ...supportBot.metadata, id }, identities: {} },
      Date.now(),
    );
    const made = await createKey(ctx, id, "operator");
    if (!made.ok) throw new Error(made.refusal.words);
    return { id, ...made.value };
  };
  const vote = async (requestId: string, verdict: "approve" | "deny", reason: string | null = null) =>
    await changeRequest(ctx, requestId, {
      type: "vote",
      at: ctx.now(),
      voter: {
        person: "discord:3001",
        accounts: ["discord:3001"],
        platform: "discord",
        userId: "3001",
        name: "Mira",
        bot: false,
        anonymous: false,
        matched: ["discord:user:3001"],
      },
      verdict,
      reason,
      grantId: `gr_${randomBytes(8).toString("hex")}`,
      lost: [],
    });
  const stop = async () => {
    stopping.abort();
    await listening.close(500);
    await opened.close();
  };
  return {
    ctx,
    url: listening.url,
    clock,
    logged,
    agent,
    vote,
    stopping,
    listening,
    close: async () => await opened.close(),
    stop,
  };
}

const quietDiscord: Platform = {
  id: "discord",
  start: async () => {},
  stop: async () => {},
  health: () => ({ ok: true, why: null }),
  snapshot: () => Promise.reject(new Error("no snapshot here")),
  post: async (place) => ({ place, message: "1" }),
  edit: async () => {},
  standing: async () => ({ state: "member", roles: [], manages: false, bot: false, name: "Mira" }),
};

export const params = { orderId: "A-1041", amount: "49.00", currency: "EUR" };
export const wish = { action: "refund.issue", params, reason: "the parcel never came", audience: "payments" };

export interface Answered {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  json: any;
  text: string;
}

/** One real HTTP call. A string body is sent as it is. */
export async function send(
  url: string,
  key: string | null,
  init: { method?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Answered> {
  const response = await fetch(url, {
    method: init.method ?? (init.body === undefined ? "GET" : "POST"),
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(init.body === undefined ? {} : { "content-type": "application/json" }),
      ...init.headers,
    },
    ...(init.body === undefined
      ? {}
      : { body: typeof init.body === "string" ? init.body : JSON.stringify(init.body) }),
    ...(init.signal ? { signal: init.signal } : {}),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, json, text };
}
