import { answerCard } from "../cards/answer.ts";
import { noticeCard } from "../cards/notice.ts";
import { copyAt } from "../db/copies.ts";
import { findAgent } from "../db/agents.ts";
import { findWithCopies } from "../db/requests.ts";
import { approversInForce, matchedApprovers } from "../domain/approval/policy.ts";
import type { Actor, Card, Posted } from "../platforms/platform.ts";
import { approval, commandWords, freeze as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { freezeAgent } from "./freeze-agent.ts";
import { powersOf } from "./powers.ts";
import { lookUp } from "./standings.ts";

/** Freeze, pressed under a request's card: for whoever runs that place, and for whoever may decide the request. */
export async function freezeFromCard(
  ctx: Context,
  press: { requestId: string; actor: Actor; on: Posted; reason: string },
): Promise<Card> {
  const { actor, on, requestId } = press;
  const stored = await findWithCopies(ctx.db, requestId);
  if (!stored || !copyAt(stored.copies, on, actor.id)) return answerCard("neutral", approval.answer.oldCard);
  if (actor.bot || actor.anonymous) return answerCard("warning", words.answer.notYours);
  const { workspace } = on.place;
  const approvers = approversInForce(stored.state.policy, stored.state.escalated);
  const [powers, looked] = await Promise.all([
    workspace === null ? null : powersOf(ctx, actor, workspace),
    lookUp(ctx, { platform: actor.platform, userId: actor.id }, approvers, stored.copies, workspace),
  ]);
  const decides = !looked.bot && matchedApprovers(approvers, looked.evidence).length > 0;
  if (!decides && !powers?.places.length)
    return looked.blind || powers?.blind
      ? noticeCard(commandWords.standingUnknown(actor.platform))
      : answerCard("warning", words.answer.notYours);
  const { agentId } = stored.row;
  return await freezeFor(ctx, agentId, actor, press.reason);
}

/** Freezes on behalf of somebody who may; the answer is for them alone. */
export async function freezeFor(ctx: Context, agentId: string, actor: Actor, reason: string): Promise<Card> {
  const by = `${actor.platform}:${actor.id}`;
  const frozen = await freezeAgent(ctx, { agentId, by, name: actor.name, reason });
  if (!frozen.ok)
    return frozen.refusal.code === "reason_required"
      ? noticeCard(words.needsReason)
      : noticeCard(words.unknownAgent([]));
  const { already, invalidated, revoked } = frozen.value;
  if (already) {
    const agent = await findAgent(ctx.db, agentId);
    return noticeCard(words.already(agentId, agent?.frozenReason ?? null));
  }
  return noticeCard(words.done(agentId, invalidated, revoked), { tone: "danger" });
}
