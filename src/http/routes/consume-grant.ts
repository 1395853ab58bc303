import { z } from "@hono/zod-openapi";
import { consumeGrant } from "../../use-cases/consume-grant.ts";
import { answer, route } from "../route.ts";
import { rfc3339 } from "../shapes.ts";

const consumption = z.strictObject({
  grant: z.string().max(65_536),
  action: z.string().max(200),
  params: z
    .unknown()
    .refine((value) => value !== undefined, { error: "send the params that are about to run" }),
});

export const consumeGrantRoute = route({
  method: "post",
  path: "/v1/grants/consume",
  summary: "Use a grant, once",
  description:
    "For executors without a store of their own. Call it right before the side effect, with the params about to run: 200 means run it now, everything else means don't. The grant itself is the credential; no key is needed.",
  access: "open",
  body: consumption.openapi("Consumption"),
  answers: {
    200: {
      description: "The grant is good for exactly this, and is now used.",
      schema: z
        .object({
          requestId: z.string(),
          grantId: z.string(),
          agent: z.string(),
          consumedAt: z.iso.datetime(),
        })
        .openapi("Consumed"),
    },
  },
  refusals: ["grant_invalid", "grant_mismatch", "grant_expired", "grant_consumed", "agent_frozen"],
  handle: async ({ ctx, body }) =>
    answer(await consumeGrant(ctx, body), ({ requestId, grantId, agentId, consumedAt }) => ({
      requestId,
      grantId,
      agent: agentId,
      consumedAt: rfc3339(consumedAt),
    })),
});
