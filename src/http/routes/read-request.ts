import { durationMs } from "../../domain/duration.ts";
import { readRequest } from "../../use-cases/read-request.ts";
import { refusalWords } from "../../words/index.ts";
import { answer, route } from "../route.ts";
import { requestJson, requestShape } from "../shapes.ts";

const LONGEST_WAIT = 50_000;

export const readRequestRoute = route({
  method: "get",
  path: "/v1/requests/{id}",
  summary: "See a request, or wait until it changes",
  access: "agent",
  parameters: [
    { name: "id", in: "path", description: "The request's id.", example: "req_01" },
    {
      name: "wait",
      in: "query",
      description:
        "Holds the answer until a pending request changes, at most this long (up to 50s). Call again while it is pending.",
      example: "50s",
    },
  ],
  answers: { 200: { description: "The request as it stands.", schema: requestShape } },
  refusals: ["request_unknown", "request_invalid"],
  handle: async ({ ctx, caller, param, query, signal }) => {
    const wait = query("wait");
    const waitMs = wait === undefined || wait === "0s" ? 0 : durationMs(wait);
    if (waitMs === null || waitMs > LONGEST_WAIT) {
      const errors = [{ path: "wait", message: refusalWords.wait }];
      return { problem: { code: "request_invalid", words: refusalWords.requestInvalid, errors } };
    }
    return answer(await readRequest(ctx, caller.agentId, param("id"), { waitMs, signal }), requestJson);
  },
});
