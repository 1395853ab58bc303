/** The agents' door: builds the HTTP application from the list of routes. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context as HonoContext } from "hono";
import type { Context } from "../use-cases/context.ts";
import { refusalWords } from "../words/index.ts";
import { authenticate } from "./auth.ts";
import { readBody } from "./body/read-body.ts";
import { isUnavailable } from "../use-cases/is-unavailable.ts";
import { describeRoutes } from "./openapi.ts";
import { docsPage } from "./docs-page.ts";
import { problemResponse, type Problem } from "./problem.ts";
import type { Answer, Call, Caller, Route } from "./route.ts";
import { routes } from "./routes/index.ts";
import { securityHeaders } from "./security-headers.ts";

export interface HttpOptions {
  /** Fires when the service stops: waiting calls answer at once. */
  stopping?: AbortSignal;
  version?: string;
}

const nobody: Caller = { agentId: "", keyId: "", expiresAt: 0 };

export function createHttp(ctx: Context, options: HttpOptions = {}): OpenAPIHono {
  const app = new OpenAPIHono();
  app.use(securityHeaders(ctx.publicUrl));
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    app.on(route.method.toUpperCase(), path, async (c) =>
      respond(await run(ctx, route, c, options.stopping)),
    );
  }
  const openapi = describeRoutes(app.openAPIRegistry, routes, () =>
    app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Countersign",
        version: options.version ?? "0.1.0",
        description: "A human signature on every sensitive thing an agent wants to do.",
      },
      servers: [{ url: ctx.publicUrl }],
    }),
  );
  const page = docsPage(openapi);
  app.get("/openapi.json", (c) => c.json(openapi));
  app.get("/docs", (c) => c.html(page));

  app.notFound((c) => {
    const allowed = routes
      .filter(({ path }) => matches(path, c.req.path))
      .map(({ method }) => method.toUpperCase());
    if (allowed.length === 0)
      return problemResponse({ code: "not_found", words: refusalWords.notFound(c.req.path) });
    return problemResponse({
      code: "method_not_allowed",
      words: refusalWords.methodNotAllowed(c.req.method, allowed),
      headers: { allow: allowed.join(", ") },
    });
  });
  app.onError((failure, c) => {
    // Whoever hung up, or was cut off for being slow, hears no answer; nothing of ours failed.
    if (c.req.raw.signal.aborted || isCutOff(failure)) {
      ctx.log.debug({ err: failure, method: c.req.method, path: c.req.path }, "a caller was gone");
      return problemResponse({ code: "unavailable", words: refusalWords.unavailable });
    }
    ctx.log.error({ err: failure, method: c.req.method, path: c.req.path }, "a call failed");
    return problemResponse(
      isUnavailable(failure)
        ? { code: "unavailable", words: refusalWords.unavailable, retryAfterMs: 2_000 }
        : { code: "internal", words: refusalWords.failed },
    );
  });
  return app;
}

async function run(
  ctx: Context,
  route: Route<unknown>,
  c: HonoContext,
  stopping?: AbortSignal,
): Promise<Answer> {
  let caller = nobody;
  if (route.access === "agent") {
    const who = await authenticate(ctx, c.req.header("authorization"));
    if (!who.ok) return who;
    caller = who.caller;
  }
  let body: unknown;
  if (route.body) {
    const read = await readBody(c.req.raw, route.body);
    if (!read.ok) return read;
    body = read.value;
  }
  // No id holds this, and PostgreSQL can't even look for it.
  if (Object.values(c.req.param()).some((text) => text.includes("\0")))
    return { problem: { code: "not_found", words: refusalWords.notFound(c.req.path) } };
  const call: Call<unknown> = {
    ctx,
    caller,
    body,
    request: c.req.raw,
    param: (name) => c.req.param(name) ?? "",
    query: (name) => c.req.query(name),
    header: (name) => c.req.header(name),
    signal: stopping ? AbortSignal.any([c.req.raw.signal, stopping]) : c.req.raw.signal,
  };
  return await route.handle(call);
}

/** What reading a body ends with when its connection does. */
function isCutOff(failure: Error): boolean {
  return failure.message === "aborted" && "code" in failure && failure.code === "ECONNRESET";
}

function respond(answer: Answer): Response {
  if ("problem" in answer) return problemResponse(answer.problem satisfies Problem);
  if ("response" in answer) return answer.response;
  if ("text" in answer)
    return new Response(answer.text, { status: answer.status, headers: { "content-type": answer.type } });
  return Response.json(answer.json, {
    status: answer.status,
    ...(answer.headers ? { headers: answer.headers } : {}),
  });
}

function matches(pattern: string, path: string): boolean {
  const expected = pattern.split("/");
  const actual = path.split("/");
  return (
    expected.length === actual.length &&
    expected.every((part, i) => part.startsWith("{") || part === actual[i])
  );
}
