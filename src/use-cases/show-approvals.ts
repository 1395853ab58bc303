import { subjectOf } from "../cards/agent.ts";
import { approvalsCard } from "../cards/approvals.ts";
import { pastDecisions, type PastDecision } from "../cards/past-decisions.ts";
import { approversIn, decidedIn, type Ended } from "../db/approvals-in.ts";
import { isRecorded } from "../db/ledger.ts";
import { findAllWithCopies, type WithCopies } from "../db/requests.ts";
import { statesOf, type PastFilter } from "../domain/approval/past-filter.ts";
import type { Actor, Card, PlatformId } from "../platforms/platform.ts";
import { agentHere, placesRunBy } from "./agent-here.ts";
import { CALLBACK_FAILED } from "./call-back.ts";
import type { Context } from "./context.ts";
import { listApprovals } from "./list-approvals.ts";

const PAGE = 5;
/** What else a press of this card may hold: there has to be room for the agent. */
const LONGEST_PRESS = "approvals:12345678901234567890:9999:0:t:";
const MONTH_MS = 30 * 86_400_000;

/** What waits in a workspace, what was decided there, and for its managers how people decide. Whoever may not look is told why. */
export async function showApprovals(
  ctx: Context,
  { actor, workspace, page, filter }: { actor: Actor; workspace: string; page: number; filter: PastFilter },
): Promise<Card> {
  const run = await placesRunBy(ctx, { actor, name: "approvals", workspace });
  if (!run.ok) return run.card;
  const { platform } = actor;
  const manages = run.places.some((place) => place.manages);
  const only =
    filter.agent === null
      ? null
      : await agentHere(ctx, { actor, name: "approvals", workspace }, filter.agent);
  if (only && !only.ok) return only.card;
  const agentId = only?.agent.id ?? null;
  const about = <One extends { agentId: string }>(list: One[]) =>
    agentId === null ? list : list.filter((one) => one.agentId === agentId);
  const [{ pending, remembered }, rows, approvers] = await Promise.all([
    listApprovals(ctx, platform, workspace),
    decidedIn(
      ctx.db,
      platform,
      workspace,
      { size: PAGE + 1, skip: page * PAGE },
      { states: statesOf(filter.ended), agentId },
    ),
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
  const { discord, telegram } = only?.agent.document.identities ?? {};
  const account = discord?.userId ?? telegram?.userId ?? null;
  const named = agentId === null ? null : subjectOf(agentId, account, LONGEST_PRESS);
  // Without room for the name, and without an account, the buttons lead to all agents again.
  const agent = named !== null && LONGEST_PRESS.length + named.length <= 64 ? named : null;
  const past = pastDecisions({
    workspace,
    page,
    filter: { ...filter, agent },
    decided,
    more: rows.length > PAGE,
    approvers,
  });
  return approvalsCard(platform, about(pending), about(remembered), past);
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
