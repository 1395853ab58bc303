import type { Policy } from "./policy.ts";

export interface Counted {
  person: string;
  verdict: "approve" | "deny";
  /** The approver references that the person satisfied at the press. */
  matched: readonly string[];
  /** False once the person lost that standing before the decision. */
  counts: boolean;
}

export interface Tally {
  have: number;
  need: number;
  denials: number;
  approved: boolean;
  denied: boolean;
}

export function tally(policy: Pick<Policy, "quorum" | "groups" | "veto">, votes: readonly Counted[]): Tally {
  const counting = votes.filter((vote) => vote.counts);
  const approvals = counting.filter((vote) => vote.verdict === "approve");
  const denials = counting.length - approvals.length;
  const need = needed(policy);
  return {
    have: approvals.length,
    need,
    denials,
    approved: approvals.length >= need && everyGroupIsFilled(policy.groups, approvals),
    denied: denials >= policy.veto,
  };
}

/** How many different people have to approve: each group's seats are some of them. */
export function needed({ quorum, groups }: Pick<Policy, "quorum" | "groups">): number {
  return Math.max(
    quorum,
    groups.reduce((sum, group) => sum + group.need, 0),
  );
}

/**
 * Whether somebody who is now `now` still belongs to every group they voted for. A vote given as one of finance is not one of
 * support's because only that role is left; it falls away, whole.
 */
export function keepsGroups(
  groups: Policy["groups"],
  matched: readonly string[],
  now: readonly string[],
): boolean {
  const isIn = (references: readonly string[], group: Policy["groups"][number]) =>
    references.some((reference) => group.approvers.includes(reference));
  return groups.every((group) => !isIn(matched, group) || isIn(now, group));
}

/**
 * Whether people can be dealt to groups so that each group has enough and nobody is in two: a bipartite matching between
 * seats and people (augmenting paths; a request has at most a few dozen seats).
 */
function everyGroupIsFilled(groups: Policy["groups"], approvals: readonly Counted[]): boolean {
  const seats = groups.flatMap((group) => Array.from({ length: group.need }, () => new Set(group.approvers)));
  const seatOf = new Map<string, number>();
  const seat = (index: number, tried: Set<string>): boolean =>
    approvals.some((vote) => {
      if (tried.has(vote.person) || !vote.matched.some((reference) => seats[index]?.has(reference)))
        return false;
      tried.add(vote.person);
      const taken = seatOf.get(vote.person);
      if (taken !== undefined && !seat(taken, tried)) return false;
      seatOf.set(vote.person, index);
      return true;
    });
  return seats.every((_, index) => seat(index, new Set()));
}
