/** The question whether an agent may have more than before, with every line of the difference, and what became of it. */
import type { DiffLine } from "../domain/document-diff.ts";
import { visibleLine } from "../domain/approval/safe-text.ts";
import { pressId, type Block, type Card, type Inline } from "../platforms/platform.ts";
import { changes as words } from "../words/index.ts";
import { whoIs, type Who } from "./freeze.ts";

interface Change {
  id: string;
  agentId: string;
  lines: DiffLine[];
  by: string;
  expiresAt: Date;
}

export function changeQuestion(change: Change): Card {
  return {
    tone: "warning",
    title: words.title,
    blocks: [
      { kind: "text", text: [{ bold: change.agentId }, ` ${words.asks}`] },
      ...difference(change.lines),
      fields(
        [words.askedBy, whoIs({ by: change.by, name: null })],
        [words.until, [{ time: change.expiresAt.toISOString(), style: "full" }]],
      ),
      { kind: "note", text: [words.second] },
    ],
    buttons: [
      [
        { press: pressId("confirm-change", change.id), label: words.confirm, style: "success" },
        { press: pressId("drop-change", change.id), label: words.drop, style: "secondary" },
      ],
    ],
  };
}

export function changeDecided(change: Change & { outcome: "confirmed" | "dropped"; decided: Who }): Card {
  return {
    tone: change.outcome === "confirmed" ? "good" : "neutral",
    title: words[change.outcome],
    blocks: [
      { kind: "text", text: [{ bold: change.agentId }] },
      ...difference(change.lines),
      fields([words.askedBy, whoIs({ by: change.by, name: null })], [words.decidedBy, whoIs(change.decided)]),
    ],
    buttons: [],
  };
}

/** Nobody decided it: something else was asked, or the manifest became another one. */
export function changeSuperseded(change: Change): Card {
  return {
    tone: "neutral",
    title: words.superseded,
    blocks: [
      { kind: "text", text: [{ bold: change.agentId }] },
      ...difference(change.lines),
      fields([words.askedBy, whoIs({ by: change.by, name: null })]),
    ],
    buttons: [],
  };
}

/** Whole, as on the command line: `!` before what widens. What a message has no room for, the platforms attach. */
function difference(lines: DiffLine[]): Block[] {
  const wider = lines.filter((line) => line.widens);
  const rest = lines.filter((line) => !line.widens);
  return [
    { kind: "heading", text: [words.more] },
    { kind: "code", text: wider.map(written).join("\n") },
    ...(rest.length === 0
      ? []
      : [
          { kind: "heading" as const, text: [words.rest] },
          { kind: "code" as const, text: rest.map(written).join("\n") },
        ]),
  ];
}

function written({ path, before, after, widens }: DiffLine): string {
  const mark = widens ? "!" : before === null ? "+" : after === null ? "-" : "~";
  const value = before === null ? after : after === null ? before : `${before} → ${after}`;
  return visibleLine(`${mark} ${path}: ${value}`);
}

function fields(...named: [string, Inline[]][]): Block {
  return { kind: "fields", fields: named.map(([name, value]) => ({ name, value })) };
}
