/** What the buttons under a finding answer: what would break, why it is one, and what its rule is about. */
import type { Rule } from "../domain/audit/rule.ts";
import type { Block, Card, Inline } from "../platforms/platform.ts";
import { audit, auditSentence, findings as words } from "../words/index.ts";
import { inline } from "./audit-names.ts";
import type { ShownFinding } from "./finding.ts";
import { person, when } from "./finding-state.ts";
import { visibleLine } from "../domain/approval/safe-text.ts";

const MOST_EVENTS = 12;
const MOST_EVIDENCE = 12;

export function breaksCard({ finding }: ShownFinding): Card {
  const { remedy, title } = finding;
  const { undo, survivingRoute } = remedy;
  return {
    tone: "neutral",
    title: words.breaks.title,
    blocks: [
      { kind: "text", text: [{ bold: auditSentence(title) }, ", ", { said: finding.subject.name }] },
      {
        kind: "list",
        items: [
          [words.breaks.changes, " ", ...inline(remedy.breaks)],
          ...(survivingRoute === null ? [] : [[words.breaks.stays, " ", ...inline(survivingRoute)]]),
          [words.breaks.undo, " ", ...inline(undo.text)],
          [words.breaks.who, " ", ...inline(remedy.who)],
        ],
      },
    ],
    buttons: undo.link === null ? [] : [[{ href: undo.link, label: words.breaks.undoButton }]],
  };
}

export function explainCard(
  { finding }: ShownFinding,
  events: { what: string; at: number; by: string | null; name: string | null; note: string | null }[],
): Card {
  const { remedy } = finding;
  return {
    tone: "neutral",
    title: words.explain.title,
    blocks: [
      { kind: "text", text: [{ bold: auditSentence(finding.title) }, ". ", ...inline(finding.claim)] },
      {
        kind: "text",
        text: [...inline(finding.matters), " ", words.explain.confidence[finding.confidence]],
      },
      ...section(words.explain.seen, finding.evidence.slice(0, MOST_EVIDENCE).map(inline)),
      ...section(
        words.explain.steps,
        remedy.steps.map((step, index) => [`${index + 1}. `, ...inline(step)]),
      ),
      ...section(
        words.explain.history,
        events
          .slice(-MOST_EVENTS)
          .map((event): Inline[] => [
            when(event.at),
            ": ",
            words.events[event.what] ?? event.what,
            ...(event.by === null ? [] : [" (", ...person(event.by, event.name), ")"]),
            ...(event.note === null ? [] : [": ", { said: visibleLine(event.note) }]),
          ]),
      ),
      { kind: "note", text: [audit.severity[finding.severity], ", ", { code: finding.rule }] },
    ],
    buttons: [],
  };
}

/** Null: the rule is not part of this version any more. */
export function ruleCard(rule: Rule | null): Card {
  if (!rule) return { tone: "neutral", title: words.docs.gone, blocks: [], buttons: [] };
  return {
    tone: "neutral",
    title: auditSentence(rule.title),
    blocks: [
      { kind: "text", text: [rule.why] },
      { kind: "heading", text: [words.docs.what] },
      { kind: "text", text: [auditSentence(rule.what)] },
      ...section(
        words.docs.byHand,
        rule.byHand.map((step, index) => [`${index + 1}. ${auditSentence(step)}`]),
      ),
      ...section(
        words.docs.wrong,
        rule.wrong.map((line) => [auditSentence(line)]),
      ),
      { kind: "note", text: [{ code: rule.id }, ". ", words.docs.standards(rule.standards.join(", "))] },
    ],
    buttons: [],
  };
}

function section(heading: string, items: Inline[][]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: "heading", text: [heading] },
        { kind: "list", items },
      ];
}
