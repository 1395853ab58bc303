import { answerCard } from "../cards/answer.ts";
import { copiesOf, copyAt, keepReceipt, type Copy } from "../db/copies.ts";
import { appendLedger, isRecorded } from "../db/ledger.ts";
import { holdPeople } from "../db/people.ts";
import { findRequest, type StoredRequest } from "../db/requests.ts";
import { canonical } from "../domain/approval/action.ts";
import { approversInForce, matchedApprovers } from "../domain/approval/policy.ts";
import {
  step,
  type RequestEvent,
  type RequestState,
  type Voter,
  type WhyNot,
} from "../domain/approval/request.ts";
import { tally } from "../domain/approval/tally.ts";
import type { Actor, Card, Posted } from "../platforms/platform.ts";
import { approval as words } from "../words/en/approval.ts";
import { attendRequest } from "./attend-request.ts";
import { changeRequestIn } from "./change-request.ts";
import type { Context } from "./context.ts";
import { humanBehind } from "./human-behind.ts";
import { newId } from "./ids.ts";
import { asEarlierVoter, lookUp } from "./standings.ts";

export interface VotePress {
  requestId: string;
  verdict: "approve" | "deny";
  reason: string | null;
  actor: Actor;
  /** Let this approval answer equal requests for as long as the policy allows. */
  remember?: boolean;
  /** The message whose button was pressed. */
  on: Posted;
}

/**
 * A press on Approve or Deny. The answer is for the presser alone. Their standing is looked up now, at the platform; then one
 * transaction decides, so that of any number of presses at once exactly one can be the deciding one.
 */
export async function castVote(ctx: Context, press: VotePress): Promise<{ card: Card }> {
  const stored = await findRequest(ctx.db, press.requestId);
  if (!stored) return say("neutral", words.answer.unknown);
  const copy = await copyAt(ctx.db, press.requestId, press.on, press.actor.id);
  if (!copy) return say("neutral", words.answer.oldCard);
  if (copy.message === null) await keepReceipt(ctx.db, copy.id, press.on);

  const copies = await copiesOf(ctx.db, press.requestId);
  const approvers = approversInForce(stored.state.policy, stored.state.escalated);
  const { platform, id: userId } = press.actor;
  const [looked, human] = await Promise.all([
    lookUp(ctx, { platform, userId }, approvers, copies, press.on.place.workspace),
    humanBehind(ctx.db, { platform, userId }, stored.state.createdAt),
  ]);
  const matched = matchedApprovers(approvers, looked.evidence);
  const voter: Voter = {
    ...human,
    platform,
    userId,
    name: press.actor.name,
    bot: press.actor.bot || looked.bot,
    anonymous: press.actor.anonymous,
    matched,
  };
  const event: RequestEvent & { type: "vote" } = {
    type: "vote",
    at: ctx.now(),
    voter,
    verdict: press.verdict,
    reason: press.reason,
    remember: press.remember ?? false,
    grantId: newId(ctx, "grant"),
    lost: [],
  };

  const tried = step(stored.state, event);
  // Somebody whose rights could not be seen is not called an outsider, and not let in either.
  if (!tried.ok && tried.why.code === "not_approver" && looked.blind)
    return say("warning", words.answer.unavailable);
  // Whatever is refused now stays refused: a request only ever moves on. So the crowd that comes late takes no lock.
  if (!tried.ok) return await turnAway(ctx, press, stored, tried.why);
  if (tried.state.status === "approved") {
    const lost = await lostStanding(ctx, stored.state, approvers, copies);
    if (lost === null) return say("warning", words.answer.unavailable);
    event.lost = lost;
  }

  const changed = await ctx.db.transaction(async (tx) => {
    // Whom accounts belong to can have changed since: it is what it is now, and stays so until this is decided.
    const [, now] = await Promise.all([
      holdPeople(tx),
      humanBehind(tx, { platform, userId }, stored.state.createdAt),
    ]);
    return await changeRequestIn(ctx, tx, press.requestId, { ...event, voter: { ...voter, ...now } });
  });
  if (!changed) return say("neutral", words.answer.unknown);
  if (!changed.ok) return await turnAway(ctx, press, changed.before, changed.why);
  return say(press.verdict === "approve" ? "good" : "neutral", recorded(changed.state, press.verdict));
}

async function turnAway(
  ctx: Context,
  press: VotePress,
  stored: StoredRequest,
  why: WhyNot,
): Promise<{ card: Card }> {
  await recordAttempt(ctx, press, why);
  if (why.code === "too_late") await attendRequest(ctx, press.requestId);
  return say(why.code === "already_voted" ? "neutral" : "warning", words.whyNot(why, stored.state.status));
}

/**
 * Who approved earlier and may not any more, or has turned out to be the same human as somebody before them; null when that
 * can't be told: then nothing is decided now.
 */
async function lostStanding(
  ctx: Context,
  state: RequestState,
  approvers: string[],
  copies: Copy[],
): Promise<string[] | null> {
  const earlier = state.votes.filter((vote) => vote.verdict === "approve" && vote.counts);
  const checks = await Promise.all(
    earlier.map(async (vote, index) => {
      const { platform, userId } = vote;
      const [looked, { accounts }] = await Promise.all([
        lookUp(ctx, { platform, userId }, approvers, copies, null),
        humanBehind(ctx.db, vote, state.createdAt),
      ]);
      const twice = earlier
        .slice(0, index)
        .some((before) => accounts.includes(`${before.platform}:${before.userId}`));
      const still = !twice && matchedApprovers(approvers, asEarlierVoter(looked)).length > 0;
      return { person: vote.person, still, blind: looked.blind && !twice };
    }),
  );
  if (checks.some((check) => !check.still && check.blind)) return null;
  return checks.filter((check) => !check.still).map((check) => check.person);
}

const attempts: ReadonlySet<WhyNot["code"]> = new Set([
  "anonymous",
  "bot",
  "requester",
  "excluded",
  "not_approver",
]);

/** That somebody tried who may not is worth knowing: once for each person and reason, however often they press. */
async function recordAttempt(ctx: Context, press: VotePress, why: WhyNot): Promise<void> {
  if (!attempts.has(why.code)) return;
  const { platform, id } = press.actor;
  const body = { account: `${platform}:${id}`, why: why.code };
  if (await isRecorded(ctx.db, press.requestId, "vote.refused", canonical(body))) return;
  await ctx.db.transaction((tx) =>
    appendLedger(tx, [{ at: ctx.now(), kind: "vote.refused", subject: press.requestId, body }]),
  );
}

function recorded(state: RequestState, verdict: "approve" | "deny"): string {
  const count = tally(state.policy, state.votes);
  if (verdict === "deny")
    return state.status === "denied"
      ? words.answer.denied
      : words.answer.deniedMore(count.denials, state.policy.veto);
  return state.status === "approved"
    ? words.answer.approved
    : words.answer.approvedMore(count.have, count.need);
}

function say(tone: Card["tone"], sentence: string): { card: Card } {
  return { card: answerCard(tone, sentence) };
}
