import type { z } from "@hono/zod-openapi";
import { callbackSecret } from "../use-cases/call-back.ts";
import type { Context } from "../use-cases/context.ts";
import type { Asked } from "../use-cases/existing-request.ts";
import { refuse, type Outcome } from "../use-cases/outcome.ts";
import { requestApproval } from "../use-cases/request-approval.ts";
import { refusalWords } from "../words/index.ts";
import { durationText, rfc3339, type askedShape, type wishShape } from "./shapes.ts";

/** What every door does with a wish: leaves out what was not said, and asks. */
export async function ask(
  ctx: Context,
  agentId: string,
  { action, params, ...rest }: z.infer<typeof wishShape>,
  idempotencyKey: string | undefined,
): Promise<Outcome<Asked>> {
  const refused = rest.callbackUrl === undefined ? null : ctx.callbacks.refuses(rest.callbackUrl);
  if (refused)
    return refuse("body_invalid", refusalWords.bodyInvalid, {
      errors: [{ path: "/callbackUrl", message: refused }],
    });
  const said = Object.entries({ ...rest, idempotencyKey }).filter(([, value]) => value !== undefined);
  return await requestApproval(ctx, agentId, { action, params, ...Object.fromEntries(said) });
}

/** `callbackSecret` is for the agent that gave a callback address, and told only together with the other secret. */
export function askedJson(
  ctx: Context,
  agentId: string,
  { request, claimSecret, pollAfterMs }: Asked,
  { callbackUrl }: { callbackUrl?: string | undefined },
): z.infer<typeof askedShape> {
  return {
    id: request.id,
    state: request.state,
    actionHash: request.actionHash,
    claimSecret,
    decideBy: rfc3339(request.decideBy),
    quorum: request.quorum,
    pollAfter: durationText(pollAfterMs),
    ...(callbackUrl === undefined ? {} : { callbackSecret: callbackSecret(ctx, agentId) }),
  };
}
