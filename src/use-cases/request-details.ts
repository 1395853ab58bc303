import { answerCard } from "../cards/answer.ts";
import { requestDetailsCard } from "../cards/request-details.ts";
import { copyAt } from "../db/copies.ts";
import { findWithCopies } from "../db/requests.ts";
import type { Actor, Card, Posted } from "../platforms/platform.ts";
import { approval as words } from "../words/index.ts";
import { besideRequest } from "./beside-request.ts";
import { approverNames } from "./approver-names.ts";
import { cardInput } from "./card-of.ts";
import type { Context } from "./context.ts";

/** Everything about a request, for somebody who sees its card: pressed elsewhere, a request is not told about. */
export async function requestDetails(
  ctx: Pick<Context, "db" | "platforms" | "now">,
  press: { requestId: string; actor: Actor; on: Posted },
): Promise<{ card: Card }> {
  const stored = await findWithCopies(ctx.db, press.requestId);
  if (!stored || !copyAt(stored.copies, press.on, press.actor.id))
    return { card: answerCard("neutral", words.answer.unknown) };
  const input = cardInput(stored, stored.copies, null, await besideRequest(ctx, stored));
  const { approvers, escalate } = stored.state.policy;
  const names = await approverNames(ctx, [...approvers, ...escalate.flatMap(({ to }) => to)]);
  return { card: requestDetailsCard({ ...input, policyDigest: stored.row.policyDigest, names }) };
}
