/** Whether people have approved exactly this before, and let it be repeated. */
import { copiesOf } from "../db/copies.ts";
import { findRecallable } from "../db/remembered.ts";
import { findRequest } from "../db/requests.ts";
import { matchedApprovers } from "../domain/approval/policy.ts";
import type { Ballot } from "../domain/approval/request.ts";
import type { Context } from "./context.ts";
import { humanBehind } from "./human-behind.ts";
import { asEarlierVoter, lookUp } from "./standings.ts";

export interface Recallable {
  rememberedId: string;
  ballots: Ballot[];
  /** All accounts of everybody who approved. */
  accounts: string[];
}

/**
 * The remembered approval that would answer an equal request, if everybody who gave it still may: they are looked up at their
 * platforms now. Null when there is none, or when somebody could not be looked up; then people are asked as usual.
 */
export async function recall(
  ctx: Context,
  equal: { agentId: string; actionHash: string; audience: string; policyDigest: string },
): Promise<Recallable | null> {
  const memory = await findRecallable(ctx.db, equal, ctx.now());
  const source = memory && (await findRequest(ctx.db, memory.requestId));
  if (!memory || !source) return null;
  const copies = await copiesOf(ctx.db, memory.requestId);
  const { approvers } = source.state.policy;
  const approvals = source.state.votes.filter((vote) => vote.verdict === "approve" && vote.counts);
  const people = await Promise.all(
    approvals.map(async (vote) => {
      const [looked, human] = await Promise.all([
        lookUp(ctx, vote, approvers, copies, null),
        humanBehind(ctx.db, vote, ctx.now()),
      ]);
      const ballot = { ...vote, ...human, matched: matchedApprovers(approvers, asEarlierVoter(looked)) };
      return { ballot, accounts: human.accounts, bot: looked.bot };
    }),
  );
  const { excluded } = source.state.policy;
  const barred = people.some(
    ({ ballot, accounts, bot }) =>
      bot || ballot.matched.length === 0 || accounts.some((account) => excluded.includes(account)),
  );
  const distinct = new Set(people.map(({ ballot }) => ballot.person)).size === people.length;
  if (barred || !distinct) return null;
  return {
    rememberedId: memory.id,
    ballots: people.map(({ ballot: { accounts: _accounts, ...ballot } }) => ballot),
    accounts: people.flatMap(({ accounts }) => accounts),
  };
}
