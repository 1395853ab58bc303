import { visibleLine } from "../domain/approval/safe-text.ts";
import type { Digest } from "../domain/care/duty.ts";
import type { Block, Inline } from "../platforms/platform.ts";
import { auditSentence, care } from "../words/index.ts";

const words = care.digest;

/** The week so far; what did not happen takes no line. */
export function digestBlocks(digest: Digest): Block[] {
  const { decided, denied, medianMs, grades, ending, waited } = digest;
  const fields: { name: string; value: Inline[] }[] = [
    ...(digest.narrowed > 0 ? [{ name: words.changes, value: [String(digest.narrowed)] }] : []),
    { name: words.findings, value: [words.counts(digest.found, digest.fixed, digest.accepted, digest.open)] },
    ...(decided > 0
      ? [
          {
            name: words.approvals,
            value: [
              words.decisions(decided, denied),
              ...(medianMs === null ? [] : [`, ${words.half(medianMs)}`]),
            ],
          },
        ]
      : []),
  ];
  const lists: Block[] = [
    ...listed(
      words.ending,
      ending.map(({ title, subject, until }) => [...about(title, subject), ...words.until(full(until))]),
    ),
    ...listed(
      words.grades,
      grades.map(({ name, was, is }) => [{ said: visibleLine(name) }, `: ${words.moved(was, is)}`]),
    ),
    ...listed(words.waited, [
      ...(waited.widened > 0 ? [[words.widened(waited.widened)]] : []),
      ...waited.reopened.map(({ title, subject }) => about(title, subject)),
    ]),
  ];
  const isQuiet = lists.length === 0 && fields.length === 1;
  return [
    { kind: "note", text: words.since(full(digest.from)) },
    { kind: "fields", fields },
    ...lists,
    ...(isQuiet ? [{ kind: "text" as const, text: [words.quiet] }] : []),
  ];
}

function listed(heading: string, items: Inline[][]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: "heading", text: [heading] },
        { kind: "list", items },
      ];
}

function about(title: string, subject: string): Inline[] {
  return [`${auditSentence(title)}: `, { said: visibleLine(subject) }];
}

function full(at: number): Inline {
  return { time: new Date(at).toISOString(), style: "full" };
}
