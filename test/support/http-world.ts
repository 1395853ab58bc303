/** The approval world behind the real HTTP application on a real loopback port. */
import { PGlite } from "@electric-sql/pglite";
import { adoptPglite } from "../../src/db/open.ts";
import { agentSchema } from "../../src/domain/manifest.ts";
import { listen } from "../../src/http/listen.ts";
import { createHttp } from "../../src/http/server.ts";
import type { Log } from "../../src/platforms/platform.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { agentDocument, approvalWorld } from "./approval-world.ts";
import { noteSecret, silent } from "./log.ts";

const publicUrl = "https://countersign.test";

/** An agent that may also ask for something which nobody who is here can approve. */
function agentNamed(id: string, limits: object = {}) {
  const { actions, ...document } = agentDocument();
  const lonely = { type: "lonely.thing", audience: "notes", policy: { approvers: ["discord:role:999"] } };
  return agentSchema.parse({
    ...document,
    metadata: { ...document.metadata, id },
    identities: {},
    actions: [...actions.map((action) => ({ ...action, limits: { ...action.limits, ...limits } })), lonely],
  });
}

export async function httpWorld(options: { own?: boolean } = {}) {
  const logged: { fields: object; message: string }[] = [];
  const say = (level: "warn" | "error") => (fields: object, message: string) => {
    logged.push({ fields, message });
    silent[level](fields, message);
  };
  const log: Log = {
    debug: silent.debug.bind(silent),
    info: silent.info.bind(silent),
    warn: say("warn"),
    error: say("error"),
  };
  // A database of its own can be closed under the service's feet.
  const opened = options.own ? await adoptPglite(await PGlite.create()) : undefined;
  const world = await approvalWorld({ log, ...(opened ? { opened } : {}) });
  const ctx = { ...world.ctx, publicUrl };
  const mira = world.telegram.join("5551");
  const stopping = new AbortController();
  const listening = await listen(createHttp(ctx, { stopping: stopping.signal }), {
    host: "127.0.0.1",
    port: 0,
  });

  /** An agent of its own, so that tests don't disturb each other. */
  const agent = async (id: string, limits?: object) => {
    await applyDocuments(ctx, [agentNamed(id, limits)], "operator");
    const made = await createKey(ctx, id, "operator");
    if (!made.ok) throw new Error(made.refusal.words);
    noteSecret(made.value.key);
    return { id, ...made.value };
  };
  return {
    ctx,
    url: listening.url,
    clock: world.clock,
    logged,
    telegram: world.telegram,
    agent,
    vote: async (requestId: string, verdict: "approve" | "deny", reason?: string) =>
      await world.press(mira, requestId, verdict, reason),
    stopping,
    listening,
    close: async () => await opened?.close(),
    stop: async () => {
      stopping.abort();
      await listening.close(500);
      await world.stop();
    },
  };
}

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
