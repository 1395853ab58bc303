/** What the Details button shows, privately: everything about a request in full. */
import { jsonWithoutSecrets } from "../domain/approval/secrets.ts";
import { visibleJson } from "../domain/approval/safe-text.ts";
import type { Policy } from "../domain/approval/policy.ts";
import type { Block, Card } from "../platforms/platform.ts";
import { approval as words } from "../words/index.ts";
import { paramsFile, requestCard, type RequestCardInput } from "./request.ts";

export function requestDetailsCard(input: RequestCardInput & { policyDigest: string }): Card {
  const card = requestCard(input);
  const policy: Block[] = [
    { kind: "divider" },
    { kind: "heading", text: [words.details.policy] },
    { kind: "list", items: rules(input.state.policy).map((line) => [line]) },
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

function rules(policy: Policy): string[] {
  return [
    words.details.mayDecide(policy.approvers),
    ...policy.groups.map((group) => words.details.group(group.need, group.name)),
    words.details.needs(policy.quorum, policy.veto),
    ...(policy.posture ? [words.card.posture[policy.posture]] : []),
    words.details.clocks(
      words.details.duration(policy.decideWithinMs),
      words.details.duration(policy.useWithinMs),
    ),
    ...policy.escalate.map((rung) => words.details.escalates(words.details.duration(rung.afterMs), rung.to)),
    ...(policy.askPrivately ? [words.details.askedPrivately] : []),
    ...(policy.excluded.length > 0 ? [words.details.excluded(policy.excluded)] : []),
  ];
}
