import { refusalWords } from "../../words/index.ts";
import { ask, askedJson } from "../ask.ts";
import { route } from "../route.ts";
import { askedShape, wishShape } from "../shapes.ts";

export const createRequest = route({
  method: "post",
  path: "/v1/requests",
  summary: "Ask for approval",
  description:
    "Shows the action to the people who may decide it, on every platform where they are, and answers at once. Then wait with GET, and claim the grant.",
  access: "agent",
  parameters: [
    {
      name: "Idempotency-Key",
      in: "header",
      description:
        "Repeating a call with the same key within 24 hours finds the same request again, also after a restart.",
      example: "refund-A-1041",
    },
  ],
  body: wishShape,
  answers: {
    201: { description: "The request was made and is being shown.", schema: askedShape },
    200: {
      description:
        "This is a request made before: the Idempotency-Key repeats, or the same wish is still undecided (same action, params, audience and person behind it). It is decided once and runs once.",
      schema: askedShape,
    },
  },
  refusals: [
    "action_unknown",
    "params_invalid",
    "no_approver_reachable",
    "idempotency_conflict",
    "rate_limited",
    "request_invalid",
  ],
  handle: async ({ ctx, caller, body, header }) => {
    const idempotencyKey = header("idempotency-key");
    if (idempotencyKey !== undefined && !/^[\x20-\x7e]{1,255}$/.test(idempotencyKey)) {
      const errors = [{ path: "Idempotency-Key", message: refusalWords.idempotencyKey }];
      return { problem: { code: "request_invalid", words: refusalWords.requestInvalid, errors } };
    }
    const outcome = await ask(ctx, caller.agentId, body, idempotencyKey);
    if (!outcome.ok) return { problem: outcome.refusal };
    const { created, request } = outcome.value;
    return {
      status: created ? 201 : 200,
      json: askedJson(ctx, caller.agentId, outcome.value, body),
      headers: { location: `/v1/requests/${request.id}` },
    };
  },
});
