import { z } from "@hono/zod-openapi";
import { checkHealth } from "../../use-cases/check-health.ts";
import { route } from "../route.ts";

const part = z.object({ ok: z.boolean(), why: z.string().nullable() });
const readiness = z.object({ ok: z.boolean(), parts: z.record(z.string(), part) }).openapi("Readiness");

export const readyz = route({
  method: "get",
  path: "/readyz",
  summary: "Database, platforms and deliveries are fine",
  access: "open",
  answers: {
    200: { description: "Everything is.", schema: readiness },
    503: { description: "Something is not; `why` says what, in words.", schema: readiness },
  },
  refusals: [],
  handle: async ({ ctx }) => {
    const health = await checkHealth(ctx);
    return { status: health.ok ? 200 : 503, json: health };
  },
});
