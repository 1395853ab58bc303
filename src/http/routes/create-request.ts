import { requestApproval } from "../../use-cases/request-approval.ts";
import { refusalWords } from "../../words/en/refusals.ts";
import { answer, route } from "../route.ts";
import { askedShape, durationText, rfc3339, wishShape } from "../shapes.ts";

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
    200: { description: "The Idempotency-Key repeats: this is the request made before.", schema: askedShape },
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
    const { action, params, ...rest } = body;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const outcome = await requestApproval(ctx, caller.agentId, {
      action,
      params,
      ...given,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    const created = answer(
      outcome,
      ({ request, claimSecret, pollAfterMs }) => ({
        id: request.id,
        state: request.state,
        actionHash: request.actionHash,
        claimSecret,
        decideBy: rfc3339(request.decideBy),
        quorum: request.quorum,
        pollAfter: durationText(pollAfterMs),
      }),
      outcome.ok && !outcome.value.created ? 200 : 201,
    );
    return outcome.ok && "json" in created
      ? { ...created, headers: { location: `/v1/requests/${outcome.value.request.id}` } }
      : created;
  },
});
