import { approvalsCard } from "../cards/approvals.ts";
import { pastDecisions, type PastDecision } from "../cards/past-decisions.ts";
import { approversIn, decidedIn, type Ended } from "../db/approvals-in.ts";
import { isRecorded } from "../db/ledger.ts";
import { findAllWithCopies, type WithCopies } from "../db/requests.ts";
import type { Actor, Card, PlatformId } from "../platforms/platform.ts";
import { placesRunBy } from "./agent-here.ts";
import { CALLBACK_FAILED } from "./call-back.ts";
import type { Context } from "./context.ts";
import { listApprovals } from "./list-approvals.ts";

const PAGE = 5;
const MONTH_MS = 30 * 86_400_000;

/** What waits in a workspace, what was decided there, and for its managers how people decide. Whoever may not look is told why. */
export async function showApprovals(
  ctx: Context,
  { actor, workspace, page }: { actor: Actor; workspace: string; page: number },
): Promise<Card> {
  const run = await placesRunBy(ctx, { actor, name: "approvals", workspace });
  if (!run.ok) return run.card;
  const { platform } = actor;
  const manages = run.places.some((place) => place.manages);
  const [{ pending, remembered }, rows, approvers] = await Promise.all([
    listApprovals(ctx, platform, workspace),
    decidedIn(ctx.db, platform, workspace, { size: PAGE + 1, skip: page * PAGE }),
    manages ? approversIn(ctx.db, platform, workspace, ctx.now() - MONTH_MS, 10) : null,
  ]);
  const shown = new Map(rows.slice(0, PAGE).map((row) => [row.id, row]));
  const stored = await findAllWithCopies(ctx.db, [...shown.keys()]);
  const decided = await Promise.all(
    stored.flatMap((request) => {
      const row = shown.get(request.row.id);
      return row ? [describe(ctx, row, request, { platform, workspace })] : [];
    }),
  );
  const past = pastDecisions({ workspace, page, decided, more: rows.length > PAGE, approvers });
  return approvalsCard(platform, pending, remembered, past);
}

async function describe(
  ctx: Context,
  row: Ended,
  { state, copies }: WithCopies,
  { platform, workspace }: { platform: PlatformId; workspace: string },
): Promise<PastDecision> {
  const here = copies.find((copy) => copy.platform === platform && copy.workspace === workspace);
  const decisive = row.state === "approved" ? "approve" : "deny";
  const votes = ["approved", "denied"].includes(row.state) ? state.votes : [];
  return {
    agentId: row.agentId,
    action: row.action,
    title: row.title,
    status: row.state,
    at: row.decidedAt?.getTime() ?? row.createdAt.getTime(),
    untold: row.callbackUrl !== null && (await isRecorded(ctx.db, row.id, CALLBACK_FAILED, "{}")),
    by: votes.filter((vote) => vote.counts && vote.verdict === decisive),
    card: here?.message ? { platform, workspace, channel: here.channel, messageId: here.message } : null,
  };
}
