import { findingsCard } from "../cards/findings.ts";
import { noticeCard } from "../cards/notice.ts";
import { findingsIn } from "../db/findings.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { fits, type FindingFilter } from "../domain/audit/finding-filter.ts";
import { rank } from "../domain/audit/severity.ts";
import type { Card } from "../platforms/platform.ts";
import { findings as words } from "../words/index.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { shownFinding } from "./shown-finding.ts";

const PAGE = 5;

/** One page of what the audit found in a workspace. `agent` of the filter may be a name. */
export async function showFindings(
  ctx: Pick<Context, "db">,
  { platform, workspace }: Where,
  { page, ...filter }: FindingFilter & { page: number },
): Promise<Card> {
  const rows = (await findingsIn(ctx.db, platform, workspace)).flatMap(
    (row) => shownFinding(row, false) ?? [],
  );
  if (rows.length === 0) return noticeCard(words.list.never);
  const agent = agentMeant(rows, filter.agent);
  const meant = { ...filter, agent: agent?.id ?? filter.agent };
  const found = rows
    .filter(({ finding, state }) => {
      return fits(meant, { status: state.status, severity: finding.severity, subject: finding.subject });
    })
    .sort(
      (a, b) =>
        (b.closedAt ?? 0) - (a.closedAt ?? 0) ||
        rank(b.finding.severity) - rank(a.finding.severity) ||
        a.state.since - b.state.since ||
        (a.id < b.id ? -1 : 1),
    );
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const title = (await findWorkspace(ctx.db, platform, workspace))?.title ?? workspace;
  return findingsCard({
    workspace: { id: workspace, title },
    // What fits into a button is an id.
    filter: { ...meant, agent: agent?.id ?? null },
    agentName: agent?.name ?? filter.agent,
    page: found.slice(at * PAGE, (at + 1) * PAGE),
    at,
    pages,
    total: found.length,
  });
}

function agentMeant(
  rows: { finding: { subject: { kind: string; id: string; name: string } } }[],
  typed: string | null,
): { id: string; name: string } | null {
  if (typed === null) return null;
  const word = typed
    .trim()
    .toLowerCase()
    .replace(/^<@!?(\d+)>$/, "$1")
    .replace(/^@/, "");
  const agents = rows.map(({ finding }) => finding.subject).filter(({ kind }) => kind === "agent");
  return agents.find(({ id, name }) => id === word || name.toLowerCase() === word) ?? null;
}
