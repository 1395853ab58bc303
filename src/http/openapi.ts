import { z, type OpenAPIHono } from "@hono/zod-openapi";
import { statusOf, type Code } from "./problem.ts";
import type { Parameter, Route } from "./route.ts";

export type OpenApi = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().openapi({ description: "Stable; programs decide by this." }),
    detail: z.string().openapi({ description: "One or two sentences for people." }),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi("Problem");

/** Registers every route with the registry and returns the finished OpenAPI 3.1 document. */
export function describeRoutes(
  registry: OpenAPIHono["openAPIRegistry"],
  routes: readonly Route<unknown>[],
  finish: () => OpenApi,
): OpenApi {
  registry.registerComponent("securitySchemes", "agentKey", {
    type: "http",
    scheme: "bearer",
    description: "The agent's key, csk_…: made with `countersign keys create AGENT`.",
  });
  for (const route of routes) {
    const parameters = route.parameters ?? [];
    registry.registerPath({
      method: route.method,
      path: route.path,
      summary: route.summary,
      ...(route.description ? { description: route.description } : {}),
      security: route.access === "agent" ? [{ agentKey: [] }] : [],
      request: {
        params: shapeOf(parameters, "path"),
        query: shapeOf(parameters, "query"),
        headers: shapeOf(parameters, "header"),
        ...(route.body
          ? { body: { required: true, content: { "application/json": { schema: route.body } } } }
          : {}),
      },
      responses: { ...answersOf(route), ...problemsOf(route) },
    });
  }
  return finish();
}

function shapeOf(parameters: Parameter[], place: Parameter["in"]) {
  const entries = parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, description, example }) => {
      const text = z.string().openapi({ param: { description }, ...(example ? { example } : {}) });
      return [name, place === "path" ? text : text.optional()] as const;
    });
  return z.object(Object.fromEntries(entries));
}

function answersOf(route: Route<unknown>) {
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, { description, schema, type }]) => {
      const content = schema
        ? { "application/json": { schema } }
        : { [type ?? "text/plain"]: { schema: z.string() } };
      return [status, { description, content }];
    }),
  );
}

/** One response a status: a status that several codes share lists them all. */
function problemsOf(route: Route<unknown>) {
  const byStatus = new Map<number, Code[]>();
  for (const code of new Set(refusalsOf(route))) {
    const status = statusOf[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses = [...byStatus].map(([status, codes]) => {
    const description = `Refused: ${codes.map((code) => `\`${code}\``).join(", ")}.`;
    return [String(status), { description, content: { "application/problem+json": { schema: problem } } }];
  });
  return Object.fromEntries(responses) as Record<string, never>;
}

/** A route's own refusals and those that follow from what it is. */
export function refusalsOf(route: Route<unknown>): Code[] {
  const key: Code[] =
    route.access === "agent" ? ["key_missing", "key_invalid", "key_expired", "agent_frozen"] : [];
  const body: Code[] = route.body
    ? ["media_type_unsupported", "too_large", "json_invalid", "body_invalid"]
    : [];
  return [...key, ...body, ...route.refusals];
}
