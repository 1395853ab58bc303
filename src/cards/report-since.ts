/** A report that was posted some time ago, with what became of its findings since then. */
import type { Card, Inline } from "../platforms/platform.ts";
import { auditSentence, findings } from "../words/index.ts";
import { standing, triedLine, type ShownFinding } from "./finding.ts";

const words = findings.report;
/** The report fills its message nearly to the end already. */
const MOST_LINES = 4;

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
  const rest = news.length - MOST_LINES;
  return {
    ...report,
    blocks: [
      { kind: "heading", text: [words.since] },
      {
        kind: "list",
        items: [
          ...news
            .slice(0, MOST_LINES)
            .map((one): Inline[] => [
              { bold: auditSentence(one.finding.title) },
              ", ",
              { said: one.finding.subject.name },
              ": ",
              ...(one.tried && !isOver(one.state.status)
                ? triedLine(one.platform, one.tried)
                : standing(one)),
            ]),
          ...(rest > 0 ? [[words.more(rest)]] : []),
        ],
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

function hasNews({ state, closedAt, tried }: ShownFinding, at: number): boolean {
  if (isOver(state.status)) return (closedAt ?? 0) >= at;
  if ((tried?.at ?? 0) >= at) return true;
  return (state.acceptance?.at ?? 0) >= at || (state.reopened?.at ?? 0) >= at;
}

function isOver(status: ShownFinding["state"]["status"]): boolean {
  return status !== "open" && status !== "accepted";
}
