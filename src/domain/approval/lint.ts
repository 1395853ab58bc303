/** Finds policies that nobody can satisfy, and rules that never come to bear: before they are in force, not when it matters. */
import { durationMs } from "../duration.ts";
import { unfilled } from "./lint-seats.ts";

/** A policy as it is written in an agent's manifest. */
export interface WrittenPolicy {
  approvers?: string[] | undefined;
  quorum: number;
  groups: { name: string; approvers: string[]; need: number }[];
  veto: number;
  decideWithin: string;
  requireReason: string;
  remember?: { for: string; uses: number } | undefined;
  escalate: { after: string; to: string[] }[];
}

export interface PolicyProblem {
  /** Inside the policy, such as `["escalate", 0, "to"]`. */
  path: (string | number)[];
  message: string;
}

/** `excluded` are accounts that may never decide (`discord:2041`): the agent's owner's and its own. */
export function lintPolicy(policy: WrittenPolicy, excluded: readonly string[]): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const report = (path: PolicyProblem["path"], message: string) => problems.push({ path, message });
  const voters = [...(policy.approvers ?? []), ...policy.groups.flatMap((group) => group.approvers)];
  const everyone = [...voters, ...policy.escalate.flatMap((step) => step.to)];

  if (policy.approvers) checkList(["approvers"], policy.approvers);
  policy.groups.forEach((group, i) => {
    checkList(["groups", i, "approvers"], group.approvers);
    const people = mostPeople(group.approvers, excluded);
    if (people < group.need)
      report(
        ["groups", i, "need"],
        `${group.name} has only ${people} who may approve, so ${group.need} never will`,
      );
    if (policy.groups.findIndex((other) => other.name === group.name) < i)
      report(["groups", i, "name"], `another group is called ${group.name} already`);
    const twin = policy.groups.findIndex((other) => sameList(other.approvers, group.approvers));
    if (twin < i)
      report(
        ["groups", i, "approvers"],
        `${policy.groups[twin]!.name} has the same people; put both into one group that needs ${policy.groups[twin]!.need + group.need}`,
      );
  });
  const short = unfilled(
    policy.groups.map(({ name, approvers, need }) => {
      const people = mostPeople(approvers, excluded) === Infinity ? null : peopleOf(approvers, excluded);
      return { name, need, people };
    }),
  );
  if (short.length > 0 && problems.length === 0)
    report(
      ["groups"],
      `nobody counts for two groups, and then too few are left for ${short.join(" and ")}; name more people there`,
    );
  policy.escalate.forEach((step, i) => checkList(["escalate", i, "to"], step.to));

  // Without approvers of its own an action takes the workspaces' ones, which are not known here.
  if (voters.length > 0) {
    const people = mostPeople(everyone, excluded);
    const seats = policy.groups.reduce((sum, group) => sum + group.need, 0);
    const need = Math.max(policy.quorum, seats);
    if (people < need)
      report(
        [seats > policy.quorum ? "groups" : "quorum"],
        `${need} approvals are needed, but only ${people} of the people named may approve; name more or need fewer`,
      );
    if (people < policy.veto)
      report(
        ["veto"],
        `${policy.veto} denials would end it, but only ${people} of the people named may vote`,
      );
  }

  const decideMs = durationMs(policy.decideWithin) ?? Infinity;
  policy.escalate.forEach((step, i) => {
    const afterMs = durationMs(step.after) ?? 0;
    if (afterMs >= decideMs)
      report(
        ["escalate", i, "after"],
        `the request is over after ${policy.decideWithin}, so this step never comes`,
      );
    if (policy.escalate.findIndex((other) => durationMs(other.after) === afterMs) < i)
      report(["escalate", i, "after"], `another step comes after ${step.after} already; put both into one`);
    const before = [...voters, ...policy.escalate.slice(0, i).flatMap((other) => other.to)];
    const fresh = step.to.filter((reference) => !before.includes(reference));
    if (voters.length > 0 && mostPeople(fresh, excluded) === 0)
      report(["escalate", i, "to"], "all of these are asked before already, so this step changes nothing");
  });
  if (policy.remember && policy.requireReason === "always")
    report(
      ["remember"],
      "requireReason is always, but a remembered approval has no reason of its own; drop one of them",
    );
  return problems;

  function checkList(path: PolicyProblem["path"], list: readonly string[]): void {
    list.forEach((reference, i) => {
      if (list.indexOf(reference) < i) report([...path, i], `${reference} is in this list twice`);
    });
    if (mostPeople(list, excluded) === 0)
      report(path, "nobody of these may approve for this agent: its owner and the agent itself never do");
  }
}

/** How many people these can be at most: roles and admins may be any number. */
export function mostPeople(references: readonly string[], excluded: readonly string[]): number {
  if (references.some((reference) => reference.split(":")[1] !== "user")) return Infinity;
  return peopleOf(references, excluded).size;
}

/** The accounts among these (`discord:2041`). */
export function namedPeople(references: readonly string[]): string[] {
  const named = references.map((reference) => reference.split(":")).filter(([, kind]) => kind === "user");
  return [...new Set(named.map(([platform, , id]) => `${platform}:${id}`))];
}

function peopleOf(references: readonly string[], excluded: readonly string[]): Set<string> {
  return new Set(namedPeople(references).filter((account) => !excluded.includes(account)));
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}
