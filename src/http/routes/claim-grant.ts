import { z } from "@hono/zod-openapi";
import { claimGrant } from "../../use-cases/claim-grant.ts";
import { answer, route } from "../route.ts";
import { grantShape, rfc3339 } from "../shapes.ts";

export const claimGrantRoute = route({
  method: "post",
  path: "/v1/requests/{id}/claim",
  summary: "Get the signed grant of an approved request",
  description: "Repeatable until the grant is used or its time is over.",
  access: "agent",
  parameters: [{ name: "id", in: "path", description: "The request's id.", example: "req_01" }],
  body: z.strictObject({ claimSecret: z.string().max(200) }).openapi("Claim"),
  answers: { 200: { description: "The grant.", schema: grantShape } },
  refusals: ["request_unknown", "claim_refused", "not_approved", "grant_expired", "grant_consumed"],
  handle: async ({ ctx, caller, param, body }) =>
    answer(await claimGrant(ctx, caller.agentId, param("id"), body.claimSecret), (granted) => ({
      grant: granted.grant,
      grantId: granted.grantId,
      useBy: rfc3339(granted.useBy),
    })),
});
