import { z } from "@hono/zod-openapi";
import { readAgent } from "../../use-cases/read-agent.ts";
import { answer, route } from "../route.ts";
import { rfc3339 } from "../shapes.ts";

const me = z
  .object({
    id: z.string(),
    owner: z.string().nullable(),
    purpose: z.string(),
    identities: z.unknown(),
    frozen: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
    key: z.object({ id: z.string(), expiresAt: z.iso.datetime() }),
  })
  .openapi("Me");

export const readMe = route({
  method: "get",
  path: "/v1/me",
  summary: "The agent as Countersign sees it",
  access: "agent",
  answers: { 200: { description: "Who this key belongs to, and until when.", schema: me } },
  refusals: [],
  handle: async ({ ctx, caller }) =>
    answer(await readAgent(ctx, caller.agentId), (agent) => ({
      id: agent.id,
      owner: agent.owner,
      purpose: agent.purpose,
      identities: agent.identities,
      frozen: agent.frozen && { at: rfc3339(agent.frozen.at), reason: agent.frozen.reason },
      key: { id: caller.keyId, expiresAt: rfc3339(caller.expiresAt) },
    })),
});
