/** A report that was posted some time ago, with what became of its findings since then. */
import type { Acceptance } from "../domain/audit/acceptance.ts";
import type { Because } from "../domain/audit/tried.ts";
import type { Card, Inline } from "../platforms/platform.ts";
import { auditSentence, findings } from "../words/index.ts";
import { buttonName } from "./audit-names.ts";
import { textOf } from "./finding-state.ts";
import { standing, triedLine, type ShownFinding } from "./finding.ts";

const words = findings.report;
/** The report fills its message nearly to the end already. */
const MOST_LINES = 4;
const MOST_LETTERS = 500;

/** `at`: when it was posted, in milliseconds since the epoch. */
export function reportSince(report: Card, shown: ShownFinding[], at: number): Card {
  const news = shown.filter((one) => hasNews(one, at));
  if (news.length === 0) return report;
  const over = new Set(
    news.flatMap(({ state, finding }) => (isOver(state.status) ? (finding.remedy.link ?? []) : [])),
  );
  const still = new Set(
    shown.flatMap(({ state, finding }) => (isOver(state.status) ? [] : (finding.remedy.link ?? []))),
  );
  const lines = fitting(news.map((one) => lineOf(briefly(one))));
  const rest = news.length - lines.length;
  return {
    ...report,
    blocks: [
      { kind: "heading", text: [words.since] },
      {
        kind: "list",
        items: [...lines, ...(rest > 0 ? [[words.more(rest)]] : [])],
      },
      { kind: "divider" },
      ...report.blocks,
    ],
    // What is done needs no link any more.
    buttons: report.buttons
      .map((row) =>
        row.filter((button) => !("href" in button) || !over.has(button.href) || still.has(button.href)),
      )
      .filter((row) => row.length > 0),
  };
}

function lineOf(one: ShownFinding): Inline[] {
  return [
    { bold: auditSentence(one.finding.title) },
    ", ",
    { said: one.finding.subject.name },
    ": ",
    ...(one.tried && !isOver(one.state.status) ? triedLine(one.platform, one.tried) : standing(one)),
  ];
}

/** As many as there is room for, but always one. */
function fitting(lines: Inline[][]): Inline[][] {
  let letters = 0;
  return lines.slice(0, MOST_LINES).filter((line, index) => {
    letters += textOf(line).length;
    return index === 0 || letters <= MOST_LETTERS;
  });
}

/** The finding's own card has all of it. */
function briefly(one: ShownFinding): ShownFinding {
  const { finding, state, tried, fixedBy } = one;
  const short = (acceptance: Acceptance | null) =>
    acceptance && {
      ...acceptance,
      note: buttonName(acceptance.note, 60),
      name: buttonName(acceptance.name),
    };
  return {
    ...one,
    finding: { ...finding, subject: { ...finding.subject, name: buttonName(finding.subject.name) } },
    fixedBy: fixedBy && { ...fixedBy, name: fixedBy.name && buttonName(fixedBy.name) },
    state: {
      ...state,
      acceptance: short(state.acceptance),
      reopened: state.reopened && { ...state.reopened, acceptance: short(state.reopened.acceptance) },
      assignee: null,
    },
    tried: tried && {
      ...tried,
      by: tried.by && { ...tried.by, name: tried.by.name && buttonName(tried.by.name) },
      because: tried.because.slice(0, 1).map((why) => shorter(why)),
    },
  };
}

function shorter(because: Because): Because {
  const few = (names: string[]) => names.slice(0, 2);
  if (because.why === "not-yet")
    return { ...because, roles: few(because.roles), channels: few(because.channels) };
  return because.why === "overwrites" ? { ...because, channels: few(because.channels) } : because;
}

function hasNews({ state, closedAt, tried }: ShownFinding, at: number): boolean {
  if (isOver(state.status)) return (closedAt ?? 0) >= at;
  if ((tried?.at ?? 0) >= at) return true;
  return (state.acceptance?.at ?? 0) >= at || (state.reopened?.at ?? 0) >= at;
}

function isOver(status: ShownFinding["state"]["status"]): boolean {
  return status !== "open" && status !== "accepted";
}
