/** What people see when something happened that they should know at once. */
import type { ActedItem, AlertBody, Acted } from "../domain/audit/alert.ts";
import { pressId, type Block, type Card, type Inline, type PlatformId } from "../platforms/platform.ts";
import { drift as words } from "../words/index.ts";
import { buttonName } from "./audit-names.ts";
import { widenedCard } from "./drift.ts";

/** `title` is what people call the workspace, or its id where nobody told us. */
export function alertCard(
  body: AlertBody,
  where: { workspace: string; title: string; platform: PlatformId },
): Card {
  return body.kind === "acted" ? actedCard(body, where.title, where.platform) : widenedCard(body, where);
}

function actedCard(body: Acted, workspace: string, platform: PlatformId): Card {
  const { items, more } = body;
  const [first] = items;
  return {
    tone: "danger",
    title: words.acted.title(buttonName(body.agent, 60)),
    blocks: [
      { kind: "text", text: [words.acted.lead(items.length + more)] },
      {
        kind: "fields",
        fields: [
          {
            name: words.acted.who,
            value: [{ bold: body.agent }, " (", account(body, platform), ")"],
          },
          { name: words.acted.where, value: [{ said: workspace }] },
        ],
      },
      ...(items.length === 1 && first ? single(first, platform) : [listOf(items, platform)]),
      ...(more > 0 ? [{ kind: "text" as const, text: [words.acted.more(more)] }] : []),
      { kind: "text", text: [words.acted.next] },
    ],
    buttons: stopButton(body.agent),
  };
}

/** A press id has room for 64 bytes; whose agent has a longer name types /freeze. */
function stopButton(agent: string): Card["buttons"] {
  if (agent.length > 59) return [];
  return [
    [{ press: pressId("stop", agent), label: words.acted.stop(buttonName(agent, 40)), style: "danger" }],
  ];
}

function single(item: ActedItem, platform: PlatformId): Block[] {
  const targets = targetOf(item, platform);
  return [
    {
      kind: "fields",
      fields: [
        { name: words.acted.what, value: [words.didIt(item.type), " (", { code: item.type }, ")"] },
        ...(targets.length > 0 ? [{ name: words.acted.whom, value: targets }] : []),
        { name: words.acted.when, value: [{ time: item.at, style: "full" as const }] },
        { name: words.acted.approval, value: missOf(item) },
      ],
    },
    ...(item.reason === null
      ? []
      : [
          { kind: "text" as const, text: [words.acted.reason] },
          { kind: "quote" as const, text: item.reason },
        ]),
  ];
}

function listOf(items: ActedItem[], platform: PlatformId): Block {
  return {
    kind: "list",
    items: items.map((item): Inline[] => {
      const targets = targetOf(item, platform);
      return [
        { time: item.at, style: "full" },
        ": ",
        words.didIt(item.type),
        ...(targets.length > 0 ? [" (", ...targets, ")"] : []),
        ". ",
        ...missOf(item),
      ];
    }),
  };
}

function missOf({ miss }: ActedItem): Inline[] {
  const said = words.acted.miss[miss.why];
  return miss.why === "none" ? [said] : [said, " ", { code: miss.requestId }];
}

function account({ account: { id, name } }: Acted, platform: PlatformId): Inline {
  return { person: id, platform, name };
}

/** People by name where the app knows it, everything else by id. */
function targetOf({ target }: ActedItem, platform: PlatformId): Inline[] {
  return Object.entries(target).flatMap(([key, id], index): Inline[] => [
    ...(index > 0 ? [", "] : []),
    ...(key === "userId"
      ? [{ person: id, platform, name: id } as const, " ", { code: id }]
      : [{ code: `${key} ${id}` }]),
  ]);
}
