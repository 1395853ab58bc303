import { z } from "@hono/zod-openapi";
import { publicKeys } from "../../use-cases/signing-key.ts";
import { route } from "../route.ts";

export const jwks = route({
  method: "get",
  path: "/.well-known/jwks.json",
  summary: "Public keys that verify grants, current and retired",
  access: "open",
  answers: {
    200: {
      description: "A JWK set (Ed25519).",
      schema: z.object({ keys: z.array(z.unknown()) }).openapi("Jwks"),
    },
  },
  refusals: [],
  handle: async ({ ctx }) => ({
    status: 200,
    json: await publicKeys(ctx),
    headers: { "cache-control": "public, max-age=300" },
  }),
});
