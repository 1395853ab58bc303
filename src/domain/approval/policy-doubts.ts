/**
 * What is allowed in a policy and probably not meant: told when a manifest is applied, refused never. Can be wrong: it knows
 * who is named, not how many people hold a role.
 */
import { durationMs } from "../duration.ts";
import { mostPeople, namedPeople, type PolicyProblem, type WrittenPolicy } from "./lint.ts";

/** A remembered approval that lasts longer is a standing permission that nobody looks at again. */
const LONG_MS = 24 * 3_600_000;

export function doubtPolicy(
  policy: WrittenPolicy & { askPrivately?: boolean | undefined },
  excluded: readonly string[],
): PolicyProblem[] {
  const doubts: PolicyProblem[] = [];
  const doubt = (path: PolicyProblem["path"], message: string) => doubts.push({ path, message });
  const voters = [...(policy.approvers ?? []), ...policy.groups.flatMap((group) => group.approvers)];
  const everyone = [...voters, ...policy.escalate.flatMap((step) => step.to)];
  const need = Math.max(
    policy.quorum,
    policy.groups.reduce((sum, group) => sum + group.need, 0),
  );

  if (voters.length > 0 && mostPeople(everyone, excluded) === need)
    doubt(
      ["quorum"],
      `all ${need} of the people named have to approve; while an audit's critical finding is open one more is needed, and every request is refused: name one more`,
    );
  for (const account of namedPeople(everyone))
    if (excluded.includes(account))
      doubt(
        ["approvers"],
        `${account} answers for this agent or is it, and never decides for it; take it out`,
      );
  policy.groups.forEach((group, i) => {
    const rest = voters.filter((reference) => !group.approvers.includes(reference));
    if (rest.length === 0 && policy.groups.length === 1 && policy.quorum >= group.need)
      doubt(["groups", i], `everybody who may approve is in ${group.name}, so the group changes nothing`);
  });
  if (policy.remember && (durationMs(policy.remember.for) ?? 0) > LONG_MS)
    doubt(
      ["remember", "for"],
      `for ${policy.remember.for} nobody looks at equal requests any more; an approval is best remembered for a day at most`,
    );
  if (policy.askPrivately && namedPeople(everyone).length === 0)
    doubt(["askPrivately"], "nobody is named by id here, so nobody is asked privately");
  return doubts;
}
