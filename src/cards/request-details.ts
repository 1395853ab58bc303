/** What the Details button shows, privately: everything about a request in full. */
import { jsonWithoutSecrets } from "../domain/approval/secrets.ts";
import type { Policy } from "../domain/approval/policy.ts";
import { visibleJson, visibleLine } from "../domain/approval/safe-text.ts";
import type { Block, Card, Inline, PlatformId } from "../platforms/platform.ts";
import { approval as words } from "../words/index.ts";
import { paramsFile, requestCard, type RequestCardInput } from "./request.ts";

/** What roles and groups among the approvers are called, by reference; those that nobody has seen have no name. */
type ApproverNames = Record<string, string>;

export function requestDetailsCard(
  input: RequestCardInput & { policyDigest: string; names: ApproverNames },
): Card {
  const card = requestCard(input);
  const policy: Block[] = [
    { kind: "divider" },
    { kind: "heading", text: [words.details.policy] },
    { kind: "list", items: rules(input.state.policy, input.names) },
    {
      kind: "fields",
      fields: [
        { name: words.details.request, value: [{ code: input.id }] },
        { name: words.details.actionHash, value: [{ code: input.actionHash }] },
        { name: words.details.policyHash, value: [{ code: input.policyDigest }] },
      ],
    },
  ];
  return {
    ...card,
    blocks: [...card.blocks, ...policy],
    buttons: [],
    attachments: card.attachments ?? [paramsFile(input.id, visibleJson(jsonWithoutSecrets(input.params)))],
  };
}

function rules(policy: Policy, names: ApproverNames): Inline[][] {
  const listed = (references: readonly string[]): Inline[] =>
    references.flatMap((reference, index) => [...(index > 0 ? [", "] : []), ...approver(reference, names)]);
  return [
    [words.details.mayDecide, " ", ...listed(policy.approvers)],
    ...policy.groups.map((group) => [words.details.group(group.need, group.name)]),
    [words.details.needs(policy.quorum, policy.veto)],
    ...(policy.posture ? [[words.card.posture[policy.posture]]] : []),
    [
      words.details.clocks(
        words.details.duration(policy.decideWithinMs),
        words.details.duration(policy.useWithinMs),
      ),
    ],
    ...policy.escalate.map((rung) => [
      words.details.escalates(words.details.duration(rung.afterMs)),
      " ",
      ...listed(rung.to),
    ]),
    ...(policy.askPrivately ? [[words.details.askedPrivately]] : []),
    ...(policy.excluded.length > 0 ? [[words.details.excluded, " ", ...listed(policy.excluded)]] : []),
  ];
}

/** `discord:role:301` as people say it: by name where one is known. */
function approver(reference: string, names: ApproverNames): Inline[] {
  const [platform = "", kind = "", third] = reference.split(":");
  const id = third ?? kind;
  if (kind !== "role" && kind !== "admins")
    return [{ person: id, platform: platform as PlatformId, name: names[reference] ?? id }];
  const name = names[reference];
  const what = kind === "role" ? words.details.role : words.details.admins;
  return [what, " ", name === undefined ? { code: id } : { said: visibleLine(name) }];
}
