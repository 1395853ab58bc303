import { z } from "@hono/zod-openapi";
import { route } from "../route.ts";

export const healthz = route({
  method: "get",
  path: "/healthz",
  summary: "The process is up",
  access: "open",
  answers: { 200: { description: "It is.", schema: z.object({ ok: z.literal(true) }) } },
  refusals: [],
  handle: async () => ({ status: 200, json: { ok: true } }),
});
