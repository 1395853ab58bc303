/** HTTP: authentication, bodies, faults, rate-limit headers, recording. The routes know nothing of it. */
import { Hono, type Context } from "hono";
import { DiscordRefusal, refuse } from "./errors.ts";
import { byToken } from "./gateway/connection.ts";
import type { UploadedFile } from "./messages/draft.ts";
import type { RecordedRequest } from "./requests.ts";
import { discordRoutes } from "./routes/index.ts";
import type { Answer, Call, Route } from "./routes/route.ts";
import type { Application, Discord } from "./state.ts";

const PREFIX = "/api/v10";
/** A sandbox may be left running for days. */
const KEPT = 20_000;

export function createHttp(discord: Discord): Hono {
  // Clients write @me and @original as %40me and %40original.
  const app = new Hono({ getPath: (request) => new URL(request.url).pathname.replaceAll("%40", "@") });
  for (const route of discordRoutes)
    app.on(route.method, `${PREFIX}${route.path.replaceAll(/\{(\w+)\}/g, ":$1")}`, (context) =>
      serve(discord, context, route),
    );
  app.get("/attachments/:channel/:id/:name", (context) => {
    const channel = discord.channels.get(context.req.param("channel"));
    const every = channel?.messages.flatMap((message) => message.attachments) ?? [];
    const file = every.find((each) => each.id === context.req.param("id"));
    if (!file) return context.text("This content is no longer available.", 404);
    return context.body(Uint8Array.from(file.content), 200, { "content-type": file.contentType });
  });
  app.all("*", (context) => serve(discord, context, null));
  return app;
}

async function serve(discord: Discord, context: Context, route: Route | null): Promise<Response> {
  const url = new URL(context.req.url);
  const bot = byToken(discord, botToken(context));
  const record: RecordedRequest = {
    at: discord.now(),
    method: context.req.method,
    route: route?.path ?? null,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    applicationId: bot?.id ?? null,
    body: null,
    files: [],
    reason: reasonOf(context),
    status: 0,
    response: null,
    injected: false,
  };
  const headers: Record<string, string> = {
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "999",
    "x-ratelimit-reset-after": "1.000",
    "x-ratelimit-bucket": bucket(route),
  };
  const { fault, wait } = discord.faults.meet(`${record.method} ${record.route ?? record.path}`);
  let answer: Answer;
  try {
    const { body, files } = await readBody(context.req.raw);
    record.body = body;
    record.files = files.map((file) => file.name);
    if (wait) await wait;
    if (fault) {
      record.injected = true;
      answer = injected(fault, headers);
    } else answer = handle(discord, route, context, { url, body, files, bot, reason: record.reason });
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    answer = { status: error.status, body: refusalBody(error) };
  }
  record.status = answer.status;
  record.response = answer.status === 204 ? null : answer.body;
  discord.requests.push(record);
  if (discord.requests.length > KEPT) discord.requests.shift();
  // A 204 must carry no content type: clients would try to parse it.
  const json = answer.status === 204 ? null : JSON.stringify(answer.body);
  return new Response(json, {
    status: answer.status,
    headers: json === null ? headers : { ...headers, "content-type": "application/json" },
  });
}

function handle(
  discord: Discord,
  route: Route | null,
  context: Context,
  given: Omit<Call, "discord" | "params" | "query" | "bot"> & { url: URL; bot: Application | undefined },
): Answer {
  const { url, bot, ...rest } = given;
  if (route?.auth !== false && !bot) throw refuse("unauthorized");
  if (!route) throw refuse("notFound");
  const call: Call = {
    ...rest,
    discord,
    params: context.req.param(),
    query: url.searchParams,
    bot: bot ?? nobody,
  };
  return route.handle(call);
}

/** Stands in on routes that carry their credential in the path. */
const nobody: Application = {
  id: "0",
  botId: "0",
  name: "",
  description: "",
  token: "",
  ownerId: "0",
  public: false,
  privileged: 0,
  commands: new Map(),
  identifies: 0,
};

function botToken(context: Context): string | undefined {
  const header = context.req.header("authorization");
  return header?.startsWith("Bot ") ? header.slice(4) : undefined;
}

function reasonOf(context: Context): string | null {
  const header = context.req.header("x-audit-log-reason");
  if (header === undefined) return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

async function readBody(request: Request): Promise<{ body: unknown; files: UploadedFile[] }> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) {
    const form = await request.formData();
    const files: UploadedFile[] = [];
    let body: unknown = null;
    for (const [name, value] of form.entries())
      if (typeof value !== "string") {
        const slot = /^files\[(\d+)\]$/.exec(name)?.[1] ?? String(files.length);
        const content = new Uint8Array(await value.arrayBuffer());
        files.push({ slot, name: value.name, type: value.type || "application/octet-stream", content });
      } else if (name === "payload_json") body = parseJson(value);
    return { body, files };
  }
  const raw = await request.text();
  return { body: raw === "" ? null : parseJson(raw), files: [] };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw refuse("invalidJson");
  }
}

function refusalBody(error: DiscordRefusal): object {
  const { code, message, errors } = error;
  return { message, code, ...(errors ? { errors } : {}) };
}

function injected(
  fault: { status: number; body?: unknown; retryAfter?: number; global?: boolean },
  headers: Record<string, string>,
): Answer {
  const { status, body, retryAfter = 1, global = false } = fault;
  if (status === 429) {
    headers["retry-after"] = String(retryAfter);
    headers["x-ratelimit-remaining"] = "0";
    headers["x-ratelimit-reset-after"] = String(retryAfter);
    headers["x-ratelimit-scope"] = global ? "global" : "user";
    if (global) headers["x-ratelimit-global"] = "true";
    const limited = { message: "You are being rate limited.", retry_after: retryAfter, global };
    return { status, body: body ?? limited };
  }
  return { status, body: body ?? { message: `${status}: ${words[status] ?? "Error"}`, code: 0 } };
}

const words: Record<number, string> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

/** Any stable short word does: clients only compare it. */
function bucket(route: Route | null): string {
  const label = route ? `${route.method}${route.path}` : "unknown";
  let hash = 0;
  for (const char of label) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
