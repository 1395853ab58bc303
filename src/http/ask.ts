import type { z } from "@hono/zod-openapi";
import type { Context } from "../use-cases/context.ts";
import type { Outcome } from "../use-cases/outcome.ts";
import { requestApproval, type Asked } from "../use-cases/request-approval.ts";
import { durationText, rfc3339, type askedShape, type wishShape } from "./shapes.ts";

/** What every door does with a wish: leaves out what was not said, and asks. */
export async function ask(
  ctx: Context,
  agentId: string,
  { action, params, ...rest }: z.infer<typeof wishShape>,
  idempotencyKey: string | undefined,
): Promise<Outcome<Asked>> {
  const said = Object.entries({ ...rest, idempotencyKey }).filter(([, value]) => value !== undefined);
  return await requestApproval(ctx, agentId, { action, params, ...Object.fromEntries(said) });
}

export function askedJson({ request, claimSecret, pollAfterMs }: Asked): z.infer<typeof askedShape> {
  return {
    id: request.id,
    state: request.state,
    actionHash: request.actionHash,
    claimSecret,
    decideBy: rfc3339(request.decideBy),
    quorum: request.quorum,
    pollAfter: durationText(pollAfterMs),
  };
}
