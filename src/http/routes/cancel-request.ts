import { z } from "@hono/zod-openapi";
import { cancelRequest } from "../../use-cases/cancel-request.ts";
import { answer, route } from "../route.ts";
import { requestJson, requestShape } from "../shapes.ts";

export const cancelRequestRoute = route({
  method: "post",
  path: "/v1/requests/{id}/cancel",
  summary: "Withdraw a request",
  description: "Only the agent that asked can, and only while it is pending. Every card shows it.",
  access: "agent",
  parameters: [{ name: "id", in: "path", description: "The request's id.", example: "req_01" }],
  body: z.strictObject({ reason: z.string().max(1000).optional() }).openapi("Cancellation"),
  answers: { 200: { description: "The request, withdrawn.", schema: requestShape } },
  refusals: ["request_unknown", "already_final"],
  handle: async ({ ctx, caller, param, body }) =>
    answer(await cancelRequest(ctx, caller.agentId, param("id"), body.reason), requestJson),
});
