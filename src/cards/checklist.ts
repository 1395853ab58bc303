/** The ten checks: all of them, one of them for everybody it is about, and one for one agent with what it rests on. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import {
  isSettled,
  numberOf,
  type Because,
  type Item,
  type Judged,
  type Word,
} from "../domain/care/checklist.ts";
import { items } from "../domain/care/checklist.ts";
import { titleOf } from "../domain/care/titles.ts";
import { pressId, type Block, type Button, type Card, type Inline } from "../platforms/platform.ts";
import { auditSentence, checklist as words } from "../words/index.ts";
import { buttonName } from "./audit-names.ts";
import { person, when } from "./finding-state.ts";

interface Line extends Judged<GivenWord> {
  item: Item;
  subject: { id: string | null; name: string };
}

interface GivenWord extends Word {
  /** The account, such as `discord:2041`. */
  by: string;
  name: string;
  evidence: string;
  second: { account: string; name: string } | null;
}

export interface ChecklistShown {
  workspace: { id: string; title: string };
  lines: Line[];
}

const PAGE = 6;
const signs = { verified: "✓", told: "✓", attested: "✓", waits: "…", overdue: "⚠", open: "○" } as const;

export function checklistCard({ workspace, lines }: ChecklistShown): Card {
  const byItem = items.map((item) => ({ item, of: lines.filter((line) => line.item.id === item.id) }));
  const isDone = ({ of }: { of: Line[] }) => of.length > 0 && of.every(isSettled);
  const settled = byItem.filter(isDone).length;
  return {
    tone: settled === items.length ? "good" : "warning",
    title: words.title(buttonName(workspace.title, 80)),
    blocks: [
      { kind: "text", text: [words.intro(settled, items.length)] },
      ...byItem.map(({ item, of }): Block => {
        const number = numberOf(item.id);
        return {
          kind: "section",
          text: [{ bold: `${number}. ${titled(item)}` }, ": ", ...summary(item, of)],
          button: {
            press:
              of.length === 1
                ? one(workspace.id, of[0])
                : pressId("checklist-item", workspace.id, String(number), "0"),
            label: words.open(number),
            style: "secondary",
            ...(of.length === 0 ? { disabled: true } : {}),
          },
        };
      }),
    ],
    buttons: [],
  };
}

/** One item for everybody it is about, page by page. */
export function checklistItemCard({ workspace, lines }: ChecklistShown, item: Item, page: number): Card {
  const of = lines.filter((line) => line.item.id === item.id);
  const pages = Math.max(1, Math.ceil(of.length / PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const go = (to: number, label: string): Button => ({
    press: pressId("checklist-item", workspace.id, String(numberOf(item.id)), String(to)),
    label,
    style: "secondary",
    ...(to < 0 || to >= pages ? { disabled: true } : {}),
  });
  const turn = (to: number, label: string): Button[] => (to >= 0 && to < pages ? [go(to, label)] : []);
  return {
    tone: of.every(isSettled) && of.length > 0 ? "good" : "warning",
    title: `${numberOf(item.id)}. ${titled(item)}`,
    blocks: [
      {
        kind: "note",
        text: [
          workspace.title.length > 0 ? { said: visibleLine(workspace.title) } : "",
          ...(pages > 1 ? [`, ${words.page(at + 1, pages)}`] : []),
        ],
      },
      ...of.slice(at * PAGE, (at + 1) * PAGE).map((line): Block => ({
        kind: "section",
        text: [
          { bold: signs[line.state] },
          " ",
          { said: visibleLine(line.subject.name) },
          ": ",
          ...stateOf(line),
        ],
        button: {
          press: one(workspace.id, line),
          label: words.openNamed(buttonName(line.subject.name, 30)),
          style: "secondary",
        },
      })),
    ],
    buttons: [[...turn(at - 1, words.earlier), ...turn(at + 1, words.more), back(workspace.id)]],
  };
}

/** One item for one agent, or for the place: what is known, who said so, and what this person can do about it. */
export function checklistLineCard(
  workspace: { id: string; title: string },
  line: Line,
  notice: string | null,
): Card {
  const { item, subject, because, word, state, until } = line;
  const number = String(numberOf(item.id));
  const offered: Button[] = [
    {
      press: pressId("checklist-confirm", workspace.id, number, subject.id ?? "-"),
      label: words.buttons.confirm,
      style: "primary",
    },
    ...(word && state === "waits"
      ? [
          {
            press: pressId("checklist-agree", word.id),
            label: words.buttons.agree,
            style: "success" as const,
          },
        ]
      : []),
    ...(word && !word.revoked && state !== "overdue"
      ? [
          {
            press: pressId("checklist-revoke", word.id),
            label: words.buttons.revoke,
            style: "danger" as const,
          },
        ]
      : []),
  ];
  const { fields } = words;
  return {
    tone: isSettled(line) ? "good" : "warning",
    title: `${number}. ${titled(item)}`,
    blocks: [
      ...(notice === null ? [] : [{ kind: "text" as const, text: [{ bold: notice }] }]),
      {
        kind: "fields",
        fields: [
          { name: fields.about, value: [{ said: visibleLine(subject.name) }] },
          { name: fields.state, value: [`${signs[state]} ${words.state[state]}`] },
          { name: fields.because, value: reason(because) },
          { name: fields.rung, value: [words.rung[line.rung ?? "nothing"]] },
          { name: fields.until, value: [until === null ? words.until.never : day(until)] },
          ...(word
            ? [
                {
                  name: fields.word,
                  value: [
                    ...words.by(
                      person(word.by, word.name),
                      word.second && person(word.second.account, word.second.name),
                    ),
                    ", ",
                    when(word.at),
                  ],
                },
                { name: fields.evidence, value: [{ said: visibleLine(word.evidence) }] },
              ]
            : []),
        ],
      },
      { kind: "note", text: [words.days(item.days), ...(item.critical ? [` ${words.critical}`] : [])] },
    ],
    buttons: [offered, [back(workspace.id)]],
  };
}

function titled(item: Item): string {
  return auditSentence(titleOf(item.id));
}

function summary(item: Item, of: Line[]): Inline[] {
  const [only] = of;
  if (!only) return [words.noAgents];
  if (item.about === "workspace") return [`${signs[only.state]} `, ...stateOf(only)];
  const settled = of.filter(isSettled).length;
  const over = of.some(({ state }) => state === "overdue");
  const sign = settled === of.length ? "✓" : over ? "⚠" : "○";
  return [`${sign} ${words.agents(settled, of.length)}`, ...(over ? [`, ${words.state.overdue}`] : [])];
}

function stateOf({ state, until }: Line): Inline[] {
  const lead = state === "overdue" ? words.until.past : words.until.upTo;
  return [words.state[state], ...(until === null ? [] : [lead, day(until)])];
}

function reason(because: Because): Inline[] {
  const { because: say } = words;
  switch (because.kind) {
    case "clean":
      return say.clean(when(because.at));
    case "findings":
      return say.findings(because.count);
    case "never-looked":
      return say.neverLooked();
    case "partly":
      return say.partly(because.percent);
    case "undeclared":
      return say.undeclared();
    case "scope-unseen":
      return say.scopeUnseen();
    case "no-actions":
      return say.noActions();
    case "actions":
      return say.actions(because.count);
    case "spend":
      return say.spend({ code: because.limit }, when(because.at));
    case "prompt":
      return say.prompt(day(because.since));
    case "tokens":
      return say.tokens(day(because.since));
    case "duty":
      return say.duty(when(because.at));
    case "person-only":
      return say.personOnly();
  }
}

function one(workspace: string, line: Line | undefined): string {
  return pressId(
    "checklist-one",
    workspace,
    String(line ? numberOf(line.item.id) : 0),
    line?.subject.id ?? "-",
  );
}

function back(workspace: string): Button {
  return { press: pressId("checklist", workspace), label: words.all, style: "secondary" };
}

function day(at: number): Inline {
  return { time: new Date(at).toISOString(), style: "full" };
}
