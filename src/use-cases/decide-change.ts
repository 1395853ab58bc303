import { answerCard } from "../cards/answer.ts";
import { changeDecided } from "../cards/pending-change.ts";
import { findAgent } from "../db/agents.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import { endNotice } from "../db/notices.ts";
import { closePendingChange, findPendingChange, lockPendingChange } from "../db/pending-changes.ts";
import { holdPeople } from "../db/people.ts";
import { matchedApprovers } from "../domain/approval/policy.ts";
import { excludedAccounts } from "../domain/manifest.ts";
import type { Actor, Card, Posted } from "../platforms/platform.ts";
import { changes as words, inEveryLanguage } from "../words/index.ts";
import { applyIn } from "./apply-documents.ts";
import type { Context } from "./context.ts";
import { humanBehind } from "./human-behind.ts";
import { newId } from "./ids.ts";
import { aboutChange, documentDigest } from "./propose-documents.ts";
import { secondPeople } from "./second-people.ts";
import { lookUp } from "./standings.ts";

export interface ChangePress {
  id: string;
  actor: Actor;
  on: Posted;
  verdict: "confirm" | "drop";
}

/**
 * A press under the question whether an agent may have more. Only somebody who decides for it under the manifest in force;
 * to confirm, neither who asked nor who answers for the agent, under any of their accounts. Dropping it is always theirs too.
 */
export async function decideChange(ctx: Context, press: ChangePress): Promise<Card> {
  const { actor, on } = press;
  const asked = await findPendingChange(ctx.db, press.id);
  const agent = asked && (await findAgent(ctx.db, asked.agentId));
  if (!asked || !agent) return answerCard("neutral", words.answer.over);
  const account = { platform: actor.platform, userId: actor.id };
  const approvers = await secondPeople(ctx.db, agent, asked.document);
  const looked = await lookUp(ctx, account, approvers, [], on.place.workspace);
  const me = `${actor.platform}:${actor.id}`;
  const human = await humanBehind(ctx.db, account, asked.at.getTime());
  const answersForIt = [agent.document, asked.document].flatMap(excludedAccounts);
  const involved = human.accounts.some((one) => one === asked.by || answersForIt.includes(one));
  const decides = !actor.bot && !actor.anonymous && !looked.bot;
  const matched = decides && matchedApprovers(approvers, looked.evidence).length > 0;
  if (!matched && !(decides && involved && press.verdict === "drop"))
    return answerCard(
      "warning",
      involved ? words.answer.owner : looked.blind ? words.answer.unknown : words.answer.notYours,
    );

  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    await holdPeople(tx);
    const at = ctx.now();
    const open = await lockPendingChange(tx, press.id);
    const now = open && (await findAgent(tx, open.agentId));
    if (!open || !now || open.closedAt || open.expiresAt.getTime() <= at)
      return answerCard("neutral", words.answer.over);
    if (documentDigest(now.document) !== open.base) return answerCard("neutral", words.answer.outdated);
    const { accounts } = await humanBehind(tx, account, open.at.getTime());
    const theirs = [open.by, ...[now.document, open.document].flatMap(excludedAccounts)];
    if (press.verdict === "confirm" && accounts.some((one) => theirs.includes(one)))
      return answerCard("warning", words.answer.owner);

    const outcome = press.verdict === "confirm" ? "confirmed" : "dropped";
    if (outcome === "confirmed") await applyIn(ctx, tx, [open.document], me);
    await closePendingChange(tx, open.id, outcome, at);
    const body = { id: open.id, by: me, askedBy: open.by };
    await appendLedger(tx, [{ at, kind: `change.${outcome}`, subject: open.agentId, body }]);
    const decided = { by: me, name: actor.name };
    const card = inEveryLanguage(() => changeDecided({ ...open, outcome, decided }));
    await endNotice(tx, aboutChange(open.id), card, at);
    await ctx.effects.notify(tx, [
      { id: newId(ctx, "ntc", 10), card, to: { posted: on } },
      { id: newId(ctx, "ntc", 10), card, to: { copiesOf: aboutChange(open.id) } },
    ]);
    return answerCard(outcome === "confirmed" ? "good" : "neutral", words.answer[outcome]);
  });
}
