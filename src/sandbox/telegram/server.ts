/** The stateful Bot API server that the real SDKs talk to over loopback: `/bot<token>/<method>`. */
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { readBody } from "./body.ts";
import type { Encoding } from "./body.ts";
import { createControl } from "./control.ts";
import type { TelegramControl } from "./control.ts";
import { Refusal, refusals } from "./errors.ts";
import { createFaults } from "./faults.ts";
import type { FaultBoard, TelegramFaults } from "./faults.ts";
import { telegramMethods } from "./methods/index.ts";
import type { Method } from "./methods/method.ts";
import type { Params } from "./read.ts";
import { seedState } from "./seed.ts";
import type { Bot, State } from "./state.ts";
import type { TelegramWorld } from "./world.ts";

export interface TelegramSandbox {
  /** `http://127.0.0.1:PORT`, what SDKs call the API root. */
  apiUrl: string;
  control: TelegramControl;
  /** Every call that was answered, oldest first; a call that a fault leaves hanging has status 0. */
  requests: RecordedRequest[];
  faults: TelegramFaults;
  close(): Promise<void>;
}

export interface RecordedRequest {
  method: string;
  /** The number in the token, also of a wrong token. */
  botId: string;
  params: Params;
  encoding: Encoding;
  status: number;
  response: unknown;
}

export async function startTelegramSandbox(options: {
  world: TelegramWorld;
  port?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}): Promise<TelegramSandbox> {
  const state = seedState(options.world, options.now ?? Date.now);
  const requests: RecordedRequest[] = [];
  const closing = new AbortController();
  let server: Server | undefined;
  const board = createFaults(state, () => server?.closeAllConnections());
  const app = new Hono();
  app.all("/:bot/:method", async (context) => {
    const { bot, method } = context.req.param();
    const request = context.req.raw;
    const call = { token: bot.replace(/^bot/, ""), method, request };
    const { status, response } = await answer(state, board, call, requests, closing.signal);
    // A hanging call that has ended has nobody left to read this.
    return Response.json(response, { status: status || 504 });
  });
  app.notFound(() => Response.json(refusalBody(new Refusal(404, "Not Found")), { status: 404 }));
  const port = await new Promise<number>((resolve, reject) => {
    const listening = { fetch: app.fetch, hostname: "127.0.0.1", port: options.port ?? 0 };
    server = serve(listening, (info) => resolve(info.port)) as Server;
    server.once("error", reject);
  });
  return {
    apiUrl: `http://127.0.0.1:${port}`,
    control: createControl(state),
    requests,
    faults: board.faults,
    async close() {
      closing.abort();
      for (const bot of state.bots.values()) {
        bot.inbox.webhook?.stop();
        bot.inbox.poll?.wake();
      }
      await new Promise<void>((resolve) => {
        server?.close(() => resolve());
        server?.closeAllConnections();
      });
    },
  };
}

interface Incoming {
  token: string;
  method: string;
  request: Request;
}

async function answer(
  state: State,
  board: FaultBoard,
  { token, method, request }: Incoming,
  requests: RecordedRequest[],
  closing: AbortSignal,
): Promise<{ status: number; response: unknown }> {
  const name = Object.keys(telegramMethods).find((known) => known.toLowerCase() === method.toLowerCase());
  const record: RecordedRequest = {
    method: name ?? method,
    botId: token.split(":", 1)[0] ?? "",
    params: {},
    encoding: "query",
    status: 0,
    response: null,
  };
  try {
    Object.assign(record, await readBody(request));
    const result = await run(state, board, name, token, record, AbortSignal.any([request.signal, closing]));
    record.status = 200;
    record.response = { ok: true, result };
  } catch (error) {
    const refusal = error instanceof SyntaxError ? new Refusal(400, "Bad Request: can't parse JSON") : error;
    if (!(refusal instanceof Refusal)) throw error;
    record.status = refusal.code;
    record.response = refusalBody(refusal);
  }
  // A snapshot: what the state does to its objects later is not what was answered.
  record.response = structuredClone(record.response);
  requests.push(record);
  return { status: record.status, response: record.response };
}

async function run(
  state: State,
  board: FaultBoard,
  name: string | undefined,
  token: string,
  record: RecordedRequest,
  signal: AbortSignal,
): Promise<unknown> {
  const bot = botOf(state, token);
  if (!bot) throw refusals.unauthorized();
  const verdict = board.verdict(record.method, bot.user.id);
  if (verdict === "hang") return await silence(signal);
  if (verdict) throw verdict;
  const method: Method | undefined = name ? telegramMethods[name as keyof typeof telegramMethods] : undefined;
  if (!method) throw refusals.noSuchMethod();
  return await method({ state, bot, params: record.params, signal });
}

function botOf(state: State, token: string): Bot | undefined {
  return [...state.bots.values()].find((bot) => bot.token === token);
}

/** Ends only when the caller gives up or the sandbox closes. */
async function silence(signal: AbortSignal): Promise<never> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
  throw new Refusal(0, "never answered");
}

function refusalBody({ code, message, parameters }: Refusal): unknown {
  return { ok: false, error_code: code, description: message, ...(parameters && { parameters }) };
}
