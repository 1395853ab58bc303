/** One call from the wire: who calls, which method, what a fault does to it, and the record of both sides. */
import { readBody } from "./body.ts";
import type { Encoding } from "./body.ts";
import { badRequest, Refusal, refusals } from "./errors.ts";
import type { FaultBoard } from "./faults.ts";
import { telegramMethods } from "./methods/index.ts";
import type { Method } from "./methods/method.ts";
import type { Params } from "./read.ts";
import type { Bot, State } from "./state.ts";

export interface RecordedRequest {
  /** As Telegram spells it; an unknown one as it came. */
  method: string;
  /** The number in the token, also of a wrong token. */
  botId: string;
  params: Params;
  encoding: Encoding;
  /** HTTP status; 0 for a call that a fault left hanging until the caller gave up. */
  status: number;
  response: unknown;
}

export interface Incoming {
  token: string;
  method: string;
  request: Request;
  /** Aborted when the sandbox closes. */
  closing: AbortSignal;
}

/** Answers, and adds to `requests`. Only a defect of the sandbox itself is thrown. */
export async function answerCall(
  state: State,
  board: FaultBoard,
  requests: RecordedRequest[],
  { token, method, request, closing }: Incoming,
): Promise<RecordedRequest> {
  const record = newRecord(method, token.split(":", 1)[0] ?? "");
  await settle(requests, record, async () => {
    Object.assign(record, await readBody(request));
    const bot = [...state.bots.values()].find((bot) => bot.token === token);
    if (!bot) throw refusals.unauthorized();
    const signal = AbortSignal.any([request.signal, closing]);
    const verdict = board.verdict(record.method, bot.user.id);
    if (verdict === "hang") return await silence(signal);
    if (verdict) throw verdict;
    return await run(state, bot, record, signal);
  });
  return record;
}

/** A call inside a webhook's response: nobody hears how it went, but the record shows it. */
export function performCall(
  state: State,
  requests: RecordedRequest[],
  bot: Bot,
  { method, ...params }: Params,
): void {
  const record = newRecord(String(method), String(bot.user.id));
  record.params = params;
  record.encoding = "json";
  void settle(requests, record, () => run(state, bot, record, new AbortController().signal));
}

function newRecord(method: string, botId: string): RecordedRequest {
  const known = Object.keys(telegramMethods).find((name) => name.toLowerCase() === method.toLowerCase());
  return { method: known ?? method, botId, params: {}, encoding: "query", status: 0, response: null };
}

async function run(state: State, bot: Bot, record: RecordedRequest, signal: AbortSignal): Promise<unknown> {
  if (bot.session !== "open") throw refusals.sessionEnded(bot.session);
  const methods: Record<string, Method> = telegramMethods;
  const method = methods[record.method];
  if (!method) throw refusals.noSuchMethod();
  return await method({ state, bot, params: record.params, signal });
}

async function settle(
  requests: RecordedRequest[],
  record: RecordedRequest,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    const result = await work();
    record.status = 200;
    // A copy: what the state does to its objects later is not what was answered.
    record.response = structuredClone({ ok: true, result });
  } catch (error) {
    const refusal = error instanceof SyntaxError ? badRequest("can't parse JSON") : error;
    if (!(refusal instanceof Refusal)) throw error;
    const { code, message, parameters } = refusal;
    record.status = code;
    record.response = {
      ok: false,
      error_code: code,
      description: message,
      ...(parameters && { parameters }),
    };
  }
  requests.push(record);
}

/** Ends only when the caller gives up or the sandbox closes. */
async function silence(signal: AbortSignal): Promise<never> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
  throw new Refusal(0, "never answered");
}
