/** Unfreezing widens, so one person asks and another one decides: both with a say where it was asked, and never the same human. */
import { answerCard } from "../cards/answer.ts";
import { stayedFrozenCard, unfreezeQuestion, unfrozenCard } from "../cards/freeze.ts";
import { noticeCard } from "../cards/notice.ts";
import { findAgent } from "../db/agents.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import { closeProposal, findProposal, insertProposal, lockProposal } from "../db/proposals.ts";
import type { Actor, Card, Posted } from "../platforms/platform.ts";
import { freeze as words, inEveryLanguage } from "../words/index.ts";
import { agentHere } from "./agent-here.ts";
import type { Context } from "./context.ts";
import { humanBehind } from "./human-behind.ts";
import { newId } from "./ids.ts";
import { inPlace } from "./in-place.ts";
import { powersOf } from "./powers.ts";
import { unfreezeIn } from "./unfreeze-agent.ts";

const OPEN_FOR_MS = 60 * 60_000;

/** The question for everybody in that place; or a private answer why there is none. */
export async function askUnfreeze(
  ctx: Context,
  asked: { actor: Actor; name: string; workspace: string; agent: string; reason: string },
): Promise<{ ok: true; question: Card } | { ok: false; card: Card }> {
  const found = await agentHere(ctx, asked, asked.agent);
  if (!found.ok) return found;
  const { agent } = found;
  if (!agent.frozenAt) return { ok: false, card: noticeCard(words.notFrozen(agent.id)) };
  const reason = asked.reason.trim();
  if (!reason) return { ok: false, card: noticeCard(words.needsReason) };
  const { platform, id: userId, name } = asked.actor;
  const by = `${platform}:${userId}`;
  const at = ctx.now();
  const id = newId(ctx, "unf", 10);
  const expiresAt = new Date(at + OPEN_FOR_MS);
  await ctx.db.transaction(async (tx) => {
    const { workspace } = asked;
    await insertProposal(tx, {
      id,
      agentId: agent.id,
      platform,
      workspace,
      reason,
      by,
      byName: name,
      at: new Date(at),
      expiresAt,
    });
    await appendLedger(tx, [
      { at, kind: "agent.unfreeze-asked", subject: agent.id, body: { id, by, reason } },
    ]);
  });
  const until = expiresAt.toISOString();
  const question = await inPlace(ctx, { platform, workspace: asked.workspace }, () =>
    unfreezeQuestion({ id, agentId: agent.id, reason, asked: { by, name }, until }),
  );
  return { ok: true, question };
}

/** A press under that question. */
export async function decideUnfreeze(
  ctx: Context,
  press: { id: string; actor: Actor; on: Posted; verdict: "unfreeze" | "stay" },
): Promise<Card> {
  const { actor, on, verdict } = press;
  const proposal = await findProposal(ctx.db, press.id);
  if (!proposal) return answerCard("neutral", words.answer.over);
  if (actor.platform !== proposal.platform || on.place.workspace !== proposal.workspace)
    return answerCard("neutral", words.answer.elsewhere);
  const powers = await powersOf(ctx, actor, proposal.workspace);
  if (powers.places.length === 0)
    return answerCard("warning", powers.blind ? words.answer.unknown : words.answer.notYours);

  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    const at = ctx.now();
    const open = await lockProposal(tx, press.id);
    const agent = open && (await findAgent(tx, open.agentId));
    if (
      !open ||
      !agent?.frozenAt ||
      open.closedAt ||
      open.expiresAt.getTime() <= at ||
      agent.frozenAt > open.at
    )
      return answerCard("neutral", words.answer.over);
    const me = `${actor.platform}:${actor.id}`;
    const question = {
      agentId: open.agentId,
      reason: open.reason,
      asked: { by: open.by, name: open.byName },
    };
    const who = { by: me, name: actor.name };
    if (verdict === "stay") {
      await closeProposal(tx, open.id, at);
      const card = inEveryLanguage(() => stayedFrozenCard({ ...question, decided: who }));
      await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { posted: on } }]);
      const body = { id: open.id, by: me };
      await appendLedger(tx, [{ at, kind: "agent.unfreeze-dropped", subject: open.agentId, body }]);
      return answerCard("neutral", words.answer.dropped);
    }
    const { accounts } = await humanBehind(
      tx,
      { platform: actor.platform, userId: actor.id },
      open.at.getTime(),
    );
    if (accounts.includes(open.by)) return answerCard("warning", words.answer.same);
    const { owner } = agent.document.metadata;
    if (owner !== undefined && accounts.includes(owner)) return answerCard("warning", words.answer.owner);
    await closeProposal(tx, open.id, at);
    const card = inEveryLanguage(() => unfrozenCard({ ...question, confirmed: who }));
    await ctx.effects.notify(tx, [
      { id: newId(ctx, "ntc", 10), card, to: { posted: on } },
      { id: newId(ctx, "ntc", 10), card, to: { approversOf: open.agentId } },
    ]);
    await unfreezeIn(tx, { agentId: open.agentId, by: me, reason: open.reason, askedBy: open.by, at });
    return answerCard("good", words.answer.unfrozen);
  });
}
