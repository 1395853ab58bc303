/** What `/findings` shows: one page of them, each with the button that opens it, and the ways to see others. */
import { shows, writeFilter, type FindingFilter } from "../domain/audit/finding-filter.ts";
import type { Severity } from "../domain/audit/severity.ts";
import { pressId, type Block, type Button, type Card, type Inline } from "../platforms/platform.ts";
import { audit, auditSentence, findings } from "../words/index.ts";
import { buttonName } from "./audit-names.ts";
import { standing, type ShownFinding } from "./finding.ts";

const words = findings.list;

export interface FindingsPage {
  workspace: { id: string; title: string };
  filter: FindingFilter;
  /** The name of the bot that the filter is about. */
  agentName: string | null;
  /** Of this page only, worst first. */
  page: ShownFinding[];
  /** From 0. */
  at: number;
  pages: number;
  total: number;
}

/** Each step narrows: all, then what should not wait. */
const steps: (Severity | null)[] = [null, "medium", "high", "critical"];

export function findingsCard(list: FindingsPage): Card {
  const { workspace, filter, agentName, page, at, pages, total } = list;
  // Two buttons of one message may lead to the same page, and must not be the same button: so each says what it is.
  const go = (what: "page" | "show" | "worse" | "bots", to: Partial<FindingFilter>, number = 0) =>
    pressId(
      "findings",
      workspace.id,
      ...writeFilter({ ...filter, ...to }),
      String(Math.max(0, number)),
      `${what.charAt(0)}${number < at ? "-" : ""}`,
    );
  const step = steps[(steps.indexOf(filter.severity) + 1) % steps.length] ?? null;
  const about: Inline[] = [
    words.count(total, filter.show),
    ...(filter.severity ? [` ${words.severity.atLeast(audit.severity[filter.severity])}.`] : []),
    ...(agentName === null ? [] : [" ", words.only(buttonName(agentName, 60)), "."]),
    ...(pages > 1 ? [` ${words.page(at + 1, pages)}.`] : []),
  ];
  return {
    tone: "neutral",
    title: words.title(buttonName(workspace.title, 80)),
    blocks: [
      { kind: "text", text: about },
      ...(page.length === 0 ? [{ kind: "text" as const, text: [words.none[filter.show]] }] : page.map(entry)),
    ],
    buttons: [
      ...(pages > 1
        ? [
            [
              button(go("page", {}, at - 1), words.earlier, at === 0),
              button(go("page", {}, at + 1), words.more, at + 1 >= pages),
            ],
          ]
        : []),
      shows.map((show) => button(go("show", { show }), words.show[show], show === filter.show)),
      [
        button(
          go("worse", { severity: step }),
          step === null ? words.severity.all : words.severity.atLeast(audit.severity[step]),
        ),
        ...(filter.agent === null ? [] : [button(go("bots", { agent: null }), words.everyBot)]),
      ],
    ],
  };
}

function entry(shown: ShownFinding, index: number): Block {
  const { finding, id } = shown;
  return {
    kind: "section",
    text: [
      { bold: `${audit.severity[finding.severity]}: ${auditSentence(finding.title)}` },
      ", ",
      { said: finding.subject.name },
      ". ",
      ...standing(shown),
      ".",
    ],
    button: { press: pressId("finding", id), label: words.open(index + 1), style: "secondary" },
  };
}

function button(press: string, label: string, disabled = false): Button {
  return { press, label, style: "secondary", ...(disabled ? { disabled } : {}) };
}
