/** What changed in a workspace, one line for each change: who can do what now, whose doing it was, what covers it. */
import type { Widened } from "../domain/audit/alert.ts";
import type { Named } from "../domain/audit/compare.ts";
import type { Attributed, Deed } from "../domain/audit/drift.ts";
import { labelOf } from "../domain/discord/flags.ts";
import { adminRight, memberPermissions } from "../domain/telegram/rights.ts";
import { pressId, type Block, type Card, type Inline, type PlatformId } from "../platforms/platform.ts";
import { auditSentence, drift as words } from "../words/index.ts";
import { buttonName } from "./audit-names.ts";

const MOST_LINES = 8;
const MOST_NAMES = 5;

/** `workspace` is where it is, `title` what people call it. */
export function widenedCard(
  body: Widened,
  { workspace, title, platform }: { workspace: string; title: string; platform: PlatformId },
): Card {
  const groups = together(body.changes);
  const rest = body.more + groups.slice(MOST_LINES).reduce((sum, group) => sum + group.length, 0);
  return {
    tone: "warning",
    title: words.widened.title(buttonName(title, 60)),
    blocks: [
      { kind: "list", items: groups.slice(0, MOST_LINES).map((group) => changeLine(group, platform)) },
      ...(rest > 0 ? [{ kind: "text" as const, text: [words.widened.more(rest)] }] : []),
      { kind: "note", text: [words.widened.next] },
    ],
    buttons: [[{ press: pressId("audit", workspace), label: words.widened.audit, style: "primary" }]],
  };
}

/** What changed between two looks: more first, then less. */
export function changesCard(
  answered: {
    from: { takenAt: number };
    fromTooEarly: boolean;
    changes: Attributed[];
    opened: unknown[];
    closed: unknown[];
  },
  platform: PlatformId,
): Card {
  const { from, fromTooEarly, changes, opened, closed } = answered;
  const section = (direction: Attributed["direction"]): Block[] => {
    const groups = together(changes.filter((change) => change.direction === direction));
    const rest = groups.slice(MOST_LINES).reduce((sum, group) => sum + group.length, 0);
    if (groups.length === 0) return [];
    return [
      { kind: "heading", text: [words.since[direction]] },
      { kind: "list", items: groups.slice(0, MOST_LINES).map((group) => changeLine(group, platform)) },
      ...(rest > 0 ? [{ kind: "text" as const, text: [words.widened.more(rest)] }] : []),
    ];
  };
  return {
    tone: changes.some(({ direction }) => direction === "wider") ? "warning" : "neutral",
    title: words.since.title,
    blocks: [
      {
        kind: "text",
        text: [
          words.since.compared,
          " ",
          { time: new Date(from.takenAt).toISOString(), style: "full" },
          fromTooEarly ? words.since.tooEarly : ".",
        ],
      },
      ...(changes.length === 0 ? [{ kind: "text" as const, text: [words.since.nothing] }] : []),
      ...section("wider"),
      ...section("narrower"),
      ...(opened.length + closed.length > 0
        ? [{ kind: "text" as const, text: [words.since.findings(opened.length, closed.length)] }]
        : []),
    ],
    buttons: [],
  };
}

/** Changes that differ in nothing but the agent are one line: a changed @everyone would else be a line for every bot. */
function together(changes: Attributed[]): Attributed[][] {
  const groups = new Map<string, Attributed[]>();
  for (const change of changes) {
    const { agent: _, ...same } = change;
    const key = JSON.stringify(same);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()];
}

/** One sentence or three about one change, or the same change to several agents. */
function changeLine(group: Attributed[], platform: PlatformId): Inline[] {
  const [change] = group;
  if (!change) return [];
  const agents = group.flatMap(({ agent }) => (agent ? [agent] : []));
  const who: Inline[] = agents.length > 0 ? listed(agents, "") : [words.widened.members];
  const rights = change.names.map((name) => label(name, platform, change));
  const where: Inline[] = change.channels
    ? [words.widened.only, ...listed(change.channels, platform === "discord" ? "#" : "")]
    : [];
  const did = words.widened.did(change, rights, agents.length > 1 || agents.length === 0);
  return [...who, " ", ...did, ...where, ". ", ...byWhom(change.by, platform)];
}

function byWhom(by: Deed[], platform: PlatformId): Inline[] {
  if (by.length === 0) return [words.widened.nobody];
  return by.flatMap((deed, index): Inline[] => {
    const { actor, type, at, requestId } = deed;
    return [
      ...(index > 0 ? [" "] : []),
      { person: actor.id, platform, name: actor.name ?? actor.id },
      " ",
      words.didIt(type),
      " (",
      { time: new Date(at).toISOString(), style: "relative" },
      "). ",
      ...(requestId === null
        ? [words.widened.unapproved]
        : [words.widened.approved, " ", { code: requestId }, "."]),
    ];
  });
}

function label(name: string, platform: PlatformId, { agent, channels }: Attributed): string {
  if (platform === "discord") return auditSentence(labelOf(name, channels ? "channel" : "server"));
  const shown = agent === null ? memberPermissions[name] : adminRight(name)?.label;
  return shown === undefined ? name : auditSentence(shown);
}

function listed(all: Named[], mark: string): Inline[] {
  const shown = all.slice(0, MOST_NAMES);
  const names = shown.flatMap(({ name }, index): Inline[] => [
    index === 0 ? "" : index === all.length - 1 ? words.and : ", ",
    ...(mark ? [mark] : []),
    { said: name },
  ]);
  const rest = all.length - shown.length;
  return (rest > 0 ? [...names, words.others(rest)] : names).filter((part) => part !== "");
}
