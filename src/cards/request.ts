/** The card of a request: what would run, who asks, how far it got; once decided, who did that, and no live button. */
import { fingerprint } from "../domain/approval/action.ts";
import type { Ballot, RequestState } from "../domain/approval/request.ts";
import { jsonWithoutSecrets, withoutSecrets } from "../domain/approval/secrets.ts";
import { hidesSomething, visible, visibleJson, visibleLine } from "../domain/approval/safe-text.ts";
import { tally } from "../domain/approval/tally.ts";
import type { Attachment, Block, Button, Card, Inline, PlatformId } from "../platforms/platform.ts";
import { pressId } from "../platforms/platform.ts";
import { approval as words, freeze } from "../words/index.ts";
import { messageLink, type MessageOrigin } from "./message-link.ts";

export interface RequestCardInput {
  id: string;
  agentId: string;
  action: string;
  title: string | null;
  /** Canonical JSON: the bytes that were hashed. */
  params: string;
  actionHash: string;
  reason: string | null;
  audience: string;
  origin: MessageOrigin | null;
  state: RequestState;
  /** The agent's audit grade on each platform where it was looked at. */
  grades: { platform: string; grade: string }[];
  /** Whoever the agent says it asks for, as their platform calls them; null when it doesn't tell. */
  askerName: string | null;
  /** The agent could not be told of the decision. */
  callbackFailed: boolean;
  /** Sentences about other places that can't be reached, and the link that helps if there is one. */
  unreachable: { text: string; link: string | null }[];
}

/** Longer params go into a file: a card has to stay readable on a phone. The adapter attaches what its platform can't fit besides. */
const LONGEST_INLINE = 1_200;

export function requestCard(input: RequestCardInput): Card {
  const { state } = input;
  const open = jsonWithoutSecrets(input.params);
  const params = visibleJson(open);
  const inline = params.length <= LONGEST_INLINE;
  const pending = state.status === "pending";
  const blocks: Block[] = [
    {
      kind: "text",
      text: [
        { bold: input.agentId },
        ` ${words.card.asks} `,
        { said: visibleLine(input.title ?? input.action) },
        " (",
        { code: input.action },
        ")",
      ],
    },
    { kind: "text", text: [inline ? words.card.exactly : words.card.attached] },
    ...(inline ? [{ kind: "code" as const, text: params, language: "json" as const }] : []),
    ...([input.params, input.reason, input.audience, input.title].some((text) => hidesSomething(text ?? ""))
      ? [{ kind: "note" as const, text: [words.card.hidden] }]
      : []),
    ...(holdsSecret(input, open) ? [{ kind: "note" as const, text: [words.card.secret] }] : []),
    ...agentSays(input.reason),
    { kind: "fields", fields: facts(input) },
    ...(pending && state.policy.posture
      ? [{ kind: "note" as const, text: [words.card.posture[state.policy.posture]] }]
      : []),
    ...votes(state.votes),
    ...(pending ? [] : outcome(state)),
    ...(input.callbackFailed ? [{ kind: "note" as const, text: [`⚠ ${words.card.callbackFailed}`] }] : []),
    ...input.unreachable.map(({ text, link }): Block => ({
      kind: "note",
      text: [
        `⚠ ${words.card.unreachable}: `,
        { said: visibleLine(text) },
        ...(link ? [" ", { link: words.failureLink, href: link }] : []),
      ],
    })),
  ];
  return {
    tone: pending
      ? "warning"
      : state.status === "approved"
        ? "good"
        : state.status === "denied"
          ? "danger"
          : "neutral",
    title: words.card.title[state.status],
    blocks,
    buttons: pending ? [decisions(input.id, state), [freezeButton(input.id)]] : [],
    ...(inline ? {} : { attachments: [paramsFile(input.id, params)] }),
  };
}

function holdsSecret({ params, reason }: RequestCardInput, open: string): boolean {
  // Both read and written again: names that are numbers change places on the way.
  return (
    open !== JSON.stringify(JSON.parse(params)) || (reason !== null && withoutSecrets(reason) !== reason)
  );
}

/** The whole of what would run as a file: the same value that was hashed, hidden characters escaped the JSON way. */
export function paramsFile(id: string, params: string): Attachment {
  return { name: `${id}.json`, mime: "application/json", content: params };
}

export function person(who: { platform: string; userId: string; name: string }): Inline {
  return { person: who.userId, platform: who.platform as PlatformId, name: visibleLine(who.name) };
}

/** A row of its own: nobody should stop an agent while reaching for Deny. */
function freezeButton(id: string): Button {
  return { press: pressId("freeze", id), label: freeze.button, style: "secondary" };
}

function decisions(id: string, state: RequestState): Button[] {
  const { requireReason, remember } = state.policy;
  const approve = requireReason === "always" ? "approve-because" : "approve";
  const deny = requireReason === "never" ? "deny" : "deny-because";
  return [
    { press: pressId(approve, id), label: words.buttons.approve, style: "success" },
    ...(remember
      ? [
          {
            press: pressId("approve-for", id),
            label: words.buttons.approveFor(words.details.duration(remember.forMs)),
            style: "secondary" as const,
          },
        ]
      : []),
    { press: pressId(deny, id), label: words.buttons.deny, style: "danger" },
    { press: pressId("details", id), label: words.buttons.details, style: "secondary" },
  ];
}

function facts({
  actionHash,
  audience,
  origin,
  state,
  grades,
  askerName,
}: RequestCardInput): { name: string; value: Inline[] }[] {
  const count = tally(state.policy, state.votes);
  const link = origin ? messageLink(origin) : null;
  const asker =
    origin?.platform && origin.requestedBy
      ? // No mention: an agent would choose whom it pings.
        [
          ...(askerName ? [{ said: visibleLine(askerName) }, ", "] : []),
          `${words.card.account(origin.platform)} `,
          { code: origin.requestedBy },
          " ",
        ]
      : [];
  return [
    { name: words.card.executor, value: [{ said: visibleLine(withoutSecrets(audience)) }] },
    { name: words.card.fingerprint, value: [{ code: fingerprint(actionHash) }] },
    { name: words.card.approvals, value: [words.card.progress(count.have, count.need)] },
    ...(state.policy.groups.length > 0
      ? [
          {
            name: words.card.groups,
            value: [state.policy.groups.map((group) => words.card.group(group.need, group.name)).join(", ")],
          },
        ]
      : []),
    ...(grades.length > 0
      ? [
          {
            name: words.card.grade,
            value: [grades.map(({ platform, grade }) => `${grade} ${words.card.on(platform)}`).join(", ")],
          },
        ]
      : []),
    ...(state.status === "pending"
      ? [{ name: words.card.deadline, value: [time(state.decideBy, "relative")] }]
      : []),
    ...(link || asker.length > 0
      ? [
          {
            name: words.card.from,
            value: [
              ...asker,
              ...(link ? [{ link: words.card.message, href: link }, " "] : []),
              words.card.fromUnverified,
            ],
          },
        ]
      : []),
  ];
}

function agentSays(reason: string | null): Block[] {
  if (!reason) return [];
  return [
    { kind: "note", text: [words.card.agentSays] },
    { kind: "quote", text: visible(withoutSecrets(reason)) },
  ];
}

function votes(ballots: Ballot[]): Block[] {
  if (ballots.length === 0) return [];
  const items = ballots.map((ballot): Inline[] => [
    ballot.verdict === "approve" ? "✓ " : "✗ ",
    person(ballot),
    ` ${ballot.verdict === "approve" ? words.card.approvedBy : words.card.deniedBy} `,
    words.card.on(ballot.platform),
    " ",
    time(ballot.at, "full"),
    ...(ballot.factor === "remembered" ? [` (${words.card.remembered})`] : []),
    ...(ballot.counts ? [] : [` (${words.card.notCounted})`]),
    ...(ballot.reason ? [". ", `${words.card.reason}: `, { said: visibleLine(ballot.reason) }] : []),
  ]);
  return [{ kind: "list", items }];
}

function outcome(state: RequestState): Block[] {
  if (state.status === "pending") return [];
  if (state.status === "approved") {
    const { grant } = state;
    if (!grant) return [];
    return [
      {
        kind: "note",
        text:
          grant.state === "unclaimed"
            ? [`${words.card.grant.unclaimed} ${words.card.useBy} `, time(grant.useBy, "full"), "."]
            : [words.card.grant[grant.state]],
      },
    ];
  }
  const { ending } = state;
  const because: Inline[] =
    state.status !== "denied" && ending?.reason
      ? [` ${words.card.reason}: `, { said: visibleLine(withoutSecrets(words.kept.because(ending.reason))) }]
      : [];
  return [
    {
      kind: "note",
      text: [
        `${words.card.endings[state.status]} ${words.card.neverRan}`,
        ...because,
        ...(state.decidedAt === null ? [] : [" ", time(state.decidedAt, "full")]),
      ],
    },
  ];
}

function time(at: number, style: "relative" | "full"): Inline {
  return { time: new Date(at).toISOString(), style };
}
