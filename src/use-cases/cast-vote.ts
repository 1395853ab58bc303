import { answerCard } from "../cards/answer.ts";
import { copyAt, keepReceipt, type Copy } from "../db/copies.ts";
import { appendLedger, isRecorded } from "../db/ledger.ts";
import { holdPeople, humanBehind, humanHeld } from "../db/people.ts";
import { findForPress, type StoredRequest } from "../db/requests.ts";
import { canonical } from "../domain/approval/action.ts";
import { approversInForce, matchedApprovers } from "../domain/approval/policy.ts";
import {
  step,
  type RequestEvent,
  type RequestState,
  type Voter,
  type WhyNot,
} from "../domain/approval/request.ts";
import { keepsGroups, tally } from "../domain/approval/tally.ts";
import type { Actor, Card, Posted } from "../platforms/platform.ts";
import { approval as words } from "../words/index.ts";
import { attendRequest } from "./attend-request.ts";
import { changeRequestIn, changeUnlocked } from "./change-request.ts";
import type { Context } from "./context.ts";
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
export async function castVote(
  ctx: Context,
  press: VotePress,
): Promise<{
  card: Card;
  /** Nothing came of the press but the words on the card, and the person has to press again. */
  undecided?: true;
}> {
  const pauses = [...BLIND_MS];
  // Somebody else's vote in between can make this one the deciding one: then the earlier voters are looked up and it is tried again.
  for (let attempt = 0; attempt < 5;) {
    const card = await tryVote(ctx, press);
    if (card === "look again") attempt += 1;
    else if (card !== "blind") return { card };
    else {
      const pause = pauses.shift();
      if (pause === undefined)
        return { card: answerCard("warning", words.answer.unavailable), undecided: true };
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return { card: answerCard("warning", words.answer.busy), undecided: true };
}

/** A platform that did not answer often does a moment later. */
const BLIND_MS = [400];

async function tryVote(ctx: Context, press: VotePress): Promise<Card | "look again" | "blind"> {
  const { platform, id: userId } = press.actor;
  const account = { platform, userId };
  const stored = await findForPress(ctx.db, press.requestId, account);
  if (!stored) return answerCard("neutral", words.answer.unknown);
  const { copies, human } = stored;
  const copy = copyAt(copies, press.on, userId);
  if (!copy) return answerCard("neutral", words.answer.oldCard);
  if (copy.message === null) await keepReceipt(ctx.db, copy.id, press.on);
  // What is decided stays so: the crowd that comes late costs one read, and nobody is looked up.
  const { status, createdAt } = stored.state;
  if (status !== "pending") return await turnAway(ctx, press, stored, { code: "already_final", status });

  const approvers = approversInForce(stored.state.policy, stored.state.escalated);
  const looked = await lookUp(ctx, account, approvers, copies, press.on.place.workspace);
  const voter: Voter = {
    ...human,
    platform,
    userId,
    name: press.actor.name,
    bot: press.actor.bot || looked.bot,
    anonymous: press.actor.anonymous,
    matched: matchedApprovers(approvers, looked.evidence),
  };
  const event: RequestEvent & { type: "vote" } = {
    type: "vote",
    at: ctx.now(),
    voter,
    verdict: press.verdict,
    reason: press.reason,
    remember: press.remember ?? false,
    grantId: newId(ctx, "grant"),
    checked: [],
    lost: [],
  };

  const tried = step(stored.state, event);
  if (!tried.ok && tried.why.code === "unchecked") {
    const lost = await lostStanding(ctx, stored.state, approvers, copies);
    if (lost === null) return "blind";
    event.checked = tried.why.people;
    event.lost = lost;
  } else if (!tried.ok) {
    // Somebody whose rights could not be seen is not called an outsider, and not let in either.
    if (tried.why.code === "not_approver" && looked.blind) return "blind";
    // Whatever is refused now stays refused: a request only ever moves on.
    return await turnAway(ctx, press, stored, tried.why);
  }

  const changed =
    (await changeUnlocked(ctx, stored, event, humanHeld(account, createdAt, human))) ??
    (await ctx.db.transaction(async (tx) => {
      // Whom accounts belong to can have changed since: it is what it is now, and stays so until this is decided.
      await holdPeople(tx);
      const now = await humanBehind(tx, account, createdAt);
      return await changeRequestIn(ctx, tx, press.requestId, { ...event, voter: { ...voter, ...now } });
    }));
  if (!changed) return answerCard("neutral", words.answer.unknown);
  if (!changed.ok && changed.why.code === "unchecked") return "look again";
  if (!changed.ok) return await turnAway(ctx, press, changed.before, changed.why);
  return answerCard(press.verdict === "approve" ? "good" : "neutral", recorded(changed.state, press.verdict));
}

async function turnAway(ctx: Context, press: VotePress, stored: StoredRequest, why: WhyNot): Promise<Card> {
  await recordAttempt(ctx, press, why);
  if (why.code === "too_late") await attendRequest(ctx, press.requestId);
  const tone = why.code === "already_voted" ? "neutral" : "warning";
  return answerCard(tone, words.whyNot(why, stored.state.status));
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
      const now = matchedApprovers(approvers, asEarlierVoter(looked));
      const still = !twice && now.length > 0 && keepsGroups(state.policy.groups, vote.matched, now);
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
