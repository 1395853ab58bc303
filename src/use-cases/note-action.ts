import { agentByAccount, type AgentRow } from "../db/agents.ts";
import { keepAction, keepVerdict, knownBot, lockAsked } from "../db/actions.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import { keepUse } from "../db/usage.ts";
import { judgeAct, SKEW_MS, WINDOW_MS, type Asked } from "../domain/audit/acted.ts";
import { changesRights, isPlatformAction, platformActions } from "../domain/audit/platform-actions.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import type { ActionEvent } from "../platforms/platform.ts";
import { askForLook } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { alertActed } from "./raise-alert.ts";

/** How far back a request is worth naming, when there is no approval. */
const NEAR_MISS_MS = 7 * 86_400_000;

/**
 * Remembers what a platform's log says about bots, and about whoever changed rights; other people's doings are nobody's
 * business. What an agent's manifest calls sensitive has to be covered by an approval: if it isn't, everybody who should
 * know is told, in the same transaction. Harmless to repeat. `judge` is false for what happened before we watched.
 */
export async function noteAction(
  ctx: Context,
  event: ActionEvent,
  options: { judge: boolean } = { judge: true },
): Promise<void> {
  const agent = await agentByAccount(ctx.db, event.platform, event.actor.id);
  const bot = await knownBot(ctx.db, event.platform, event.actor.id);
  const isBot = agent !== null || bot !== null || event.actor.bot === true;
  // Discord's push doesn't say who is a bot. The log itself does, and it is read before the next audit: so that waits.
  if (!isBot && (event.actor.bot === null || !changesRights(event.type))) return;
  const named = { ...event, actor: { ...event.actor, name: event.actor.name ?? bot?.name ?? null } };
  await ctx.db.transaction(async (tx) => {
    if (!(await keepAction(tx, named, agent?.id ?? null))) return;
    if (isBot) await proveUse(tx, event);
    const facts =
      agent && options.judge && isSensitive(agent, event) ? await judge(ctx, tx, agent, named) : [];
    await appendLedger(tx, facts);
  });
}

/** The entry is new, so it is counted once. */
async function proveUse(tx: Database, event: ActionEvent): Promise<void> {
  const { platform, workspace, actor, type, target, where, at, entryId } = event;
  const channel = target["channelId"] ?? where["channelId"] ?? "";
  const proves = isPlatformAction(type) ? platformActions[type].proves : [];
  for (const permission of proves)
    await keepUse(tx, { platform, workspace, userId: actor.id, permission, channel, at, entryId });
}

/** What an agent did before anybody declared it was nobody's agent's doing. Telegram tells whole seconds only. */
function isSensitive(agent: AgentRow, event: ActionEvent): boolean {
  return (
    event.at + SKEW_MS >= agent.createdAt.getTime() &&
    agent.document.actions.some((action) => action.type === event.type)
  );
}

async function judge(ctx: Context, tx: Database, agent: AgentRow, event: ActionEvent): Promise<LedgerFact[]> {
  const since = event.at - Math.max(NEAR_MISS_MS, WINDOW_MS);
  const asked = await lockAsked(tx, agent.id, event.type, since);
  const verdict = judgeAct(event, asked.map(asAsked));
  const { platform, workspace, entryId: entry, type, target } = event;
  const did = {
    agent: agent.id,
    platform,
    workspace,
    entry,
    type,
    target,
    at: new Date(event.at).toISOString(),
  };
  const at = ctx.now();
  if (verdict.ok) {
    await keepVerdict(tx, event, { verdict: "approved", requestId: verdict.requestId });
    return [{ at, kind: "action.matched", subject: verdict.requestId, body: did }];
  }
  const alertId = await alertActed(ctx, tx, agent.id, event, verdict.miss);
  await keepVerdict(tx, event, { verdict: "unapproved", alertId });
  // It is a finding too: the agent's grade, and who has to approve what it asks for next, depend on it.
  await askForLook(ctx, tx, { platform, workspace }, ctx.lookPauseMs);
  return [
    { at, kind: "action.unapproved", subject: agent.id, body: { ...did, nearest: { ...verdict.miss } } },
  ];
}

function asAsked({ row, spent }: Awaited<ReturnType<typeof lockAsked>>[number]): Asked {
  return {
    requestId: row.id,
    params: JSON.parse(row.params) as Record<string, unknown>,
    status: row.state,
    consumedAt: row.consumedAt?.getTime() ?? null,
    spent,
  };
}
