/** One finding as a card: what it is, what became of it, the smallest fix, and what people can do about it here. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import type { Finding } from "../domain/audit/finding.ts";
import type { FindingState, Status } from "../domain/audit/lifecycle.ts";
import { rank } from "../domain/audit/severity.ts";
import type { Tried } from "../domain/audit/tried.ts";
import {
  pressId,
  type Block,
  type Button,
  type Card,
  type Inline,
  type PlatformId,
} from "../platforms/platform.ts";
import { audit, auditSentence, drift, findings as words } from "../words/index.ts";
import { buttonName, inline } from "./audit-names.ts";
import { person, stateLine, when } from "./finding-state.ts";
import { becauseOf } from "./tried.ts";

/** Six are enough to begin with; the rest is behind a button. */
const MOST_STEPS = 6;
const DAYS = [30, 90] as const;

export interface ShownFinding {
  id: string;
  platform: PlatformId;
  finding: Finding;
  state: Omit<FindingState, "status"> & { status: Status };
  closedAt: number | null;
  fixedBy: { account: string; name: string | null; type: string } | null;
  tried: Tried | null;
  /** Only one person sees this card, and could show it to everybody. */
  shareable: boolean;
}

export function findingCard(shown: ShownFinding): Card {
  const { finding, state, tried } = shown;
  const { severity, remedy } = finding;
  const live = isLive(state.status);
  return {
    tone: toneOf(shown),
    title: titleOf(shown),
    blocks: [
      { kind: "text", text: inline(finding.claim) },
      {
        kind: "fields",
        fields: [
          { name: words.card.bot, value: [{ said: finding.subject.name }, ...objectOf(finding)] },
          { name: words.card.state, value: standing(shown) },
        ],
      },
      ...(tried && live ? [{ kind: "text" as const, text: triedLine(shown.platform, tried) }] : []),
      ...(live ? advice(finding) : []),
      {
        kind: "note",
        text: [
          `${audit.severity[severity]}, ${audit.confidence[finding.confidence]}. `,
          { code: finding.rule },
          " ",
          { code: finding.fingerprint.slice(0, 8) },
        ],
      },
    ],
    buttons: [
      ...(live && remedy.link !== null ? [[{ href: remedy.link, label: words.buttons.fix }]] : []),
      [
        ...(live ? [press("finding-breaks", shown.id, words.buttons.breaks)] : []),
        press("finding-why", shown.id, words.buttons.explain),
        press("finding-rule", shown.id, words.buttons.docs),
      ],
      ...(live ? [acting(shown)] : []),
      ...(live && shown.shareable ? [[press("finding-share", shown.id, words.buttons.share)]] : []),
    ],
  };
}

/** What became of it, also when it is over. */
export function standing({
  platform,
  state,
  closedAt,
  fixedBy,
}: Pick<ShownFinding, "platform" | "state" | "closedAt" | "fixedBy">): Inline[] {
  const { status } = state;
  if (status === "open" || status === "accepted") return stateLine({ ...state, status });
  const at = when(closedAt ?? state.since);
  if (status === "fixed")
    return fixedBy
      ? words.state.fixedBy(
          at,
          person(`${platform}:${fixedBy.account}`, fixedBy.name),
          drift.didIt(fixedBy.type),
        )
      : words.state.fixed(at);
  return status === "orphaned" ? words.state.orphaned(at) : words.state.deprecated(at);
}

export function triedLine(platform: PlatformId, { at, by, because }: Tried): Inline[] {
  const who = by && person(`${platform}:${by.account}`, by.name);
  return [...words.tried.lead(when(at), who), ...becauseOf(because, platform), "."];
}

function advice({ matters, remedy }: Finding): Block[] {
  const steps =
    remedy.kind === "reinvite"
      ? []
      : [
          [
            audit.steps,
            " ",
            ...remedy.steps
              .slice(0, MOST_STEPS)
              .flatMap((step, index): Inline[] => [
                `${index === 0 ? "" : " "}${index + 1}. `,
                ...inline(step),
              ]),
          ],
        ];
  return [
    {
      kind: "list",
      items: [
        [audit.why, " ", ...inline(matters)],
        [audit.fix, " ", ...inline(remedy.summary)],
        ...steps,
        [audit.who, " ", ...inline(remedy.who)],
      ],
    },
  ];
}

function acting({ id, state }: ShownFinding): Button[] {
  const { acceptance, assignee } = state;
  return [
    ...(state.status === "accepted" && acceptance
      ? [press("finding-unaccept", id, words.buttons.endAcceptance)]
      : DAYS.map((days) => press(`finding-accept-${days}`, id, words.buttons.accept(days)))),
    assignee
      ? press("finding-drop", id, words.buttons.giveBack)
      : press("finding-take", id, words.buttons.take),
  ];
}

function press(verb: string, id: string, label: string): Button {
  return { press: pressId(verb, id), label, style: "secondary" };
}

function titleOf({ finding, state }: ShownFinding): string {
  const title = buttonName(`${auditSentence(finding.title)}: ${finding.subject.name}`, 120);
  if (state.status === "open") return `${audit.severity[finding.severity]}: ${title}`;
  if (state.status === "accepted") return words.card.acceptedTitle(title);
  return state.status === "fixed" ? words.card.fixedTitle(title) : words.card.overTitle(title);
}

function toneOf({ finding, state }: ShownFinding): Card["tone"] {
  if (state.status === "fixed") return "good";
  if (state.status !== "open") return "neutral";
  if (rank(finding.severity) >= rank("high")) return "danger";
  return rank(finding.severity) >= rank("low") ? "warning" : "neutral";
}

function objectOf({ object }: Finding): Inline[] {
  return object === undefined ? [] : [" → ", { said: visibleLine(object.name) }];
}

function isLive(status: Status): boolean {
  return status === "open" || status === "accepted";
}
