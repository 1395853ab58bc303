import { answerCard } from "../cards/answer.ts";
import { copiesOf } from "../db/copies.ts";
import { appendLedger } from "../db/ledger.ts";
import { findRemembered, revokeOne } from "../db/remembered.ts";
import { findRequest } from "../db/requests.ts";
import { matchedApprovers } from "../domain/approval/policy.ts";
import type { Actor, Card } from "../platforms/platform.ts";
import { approval as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { lookUp } from "./standings.ts";

/** Ends a remembered approval at once. Whoever may approve the action may do that, from anywhere: it only ever narrows. */
export async function revokeRemembered(
  ctx: Context,
  press: { rememberedId: string; actor: Actor },
): Promise<{ card: Card }> {
  const memory = await findRemembered(ctx.db, press.rememberedId);
  const source = memory && (await findRequest(ctx.db, memory.requestId));
  if (!memory || !source) return { card: answerCard("neutral", words.memory.gone) };
  const { approvers } = source.state.policy;
  const { platform, id: userId, bot, anonymous } = press.actor;
  const copies = await copiesOf(ctx.db, memory.requestId);
  const looked = await lookUp(ctx, { platform, userId }, approvers, copies, null);
  if (bot || anonymous || looked.bot || matchedApprovers(approvers, looked.evidence).length === 0)
    return { card: answerCard("warning", words.memory.notYours) };
  const at = ctx.now();
  const revoked = await ctx.db.transaction(async (tx) => {
    if (!(await revokeOne(tx, memory.id, at))) return false;
    const body = { id: memory.id, by: `${platform}:${userId}` };
    await appendLedger(tx, [{ at, kind: "approval.forgotten", subject: memory.requestId, body }]);
    return true;
  });
  return { card: answerCard("neutral", revoked ? words.memory.forgotten : words.memory.gone) };
}
