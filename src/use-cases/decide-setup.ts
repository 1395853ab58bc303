import { answerCard } from "../cards/answer.ts";
import { setupDecided } from "../cards/setup-question.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import { holdPeople } from "../db/people.ts";
import {
  closeSetupQuestion,
  findSetupQuestion,
  lockSetupQuestion,
  lockWorkspace,
  type SetupQuestion,
} from "../db/setups.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { matchedApprovers } from "../domain/approval/policy.ts";
import { settingsOf, type Settings } from "../domain/setup.ts";
import type { Actor, Card, PlatformId, Posted } from "../platforms/platform.ts";
import { inEveryLanguage, setup } from "../words/index.ts";
import { applySettings } from "./finish-setup.ts";
import { askForLook } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { humanBehind } from "./human-behind.ts";
import { newId } from "./ids.ts";
import { lookUp } from "./standings.ts";

export interface SetupPress {
  id: string;
  actor: Actor;
  on: Posted;
  verdict: "confirm" | "drop";
}

/**
 * A press under the question whether a place's settings may widen. An approver in force, or somebody who runs the place; to
 * confirm, not who asked, under any of their accounts. Whoever asked may withdraw it.
 */
export async function decideSetup(ctx: Context, press: SetupPress): Promise<Card> {
  const words = setup.answer;
  const { actor, on } = press;
  const asked = await findSetupQuestion(ctx.db, press.id);
  if (!asked) return answerCard("neutral", words.over);
  const platform = asked.platform as PlatformId;
  const where = { platform, workspace: asked.workspace };
  const row = await findWorkspace(ctx.db, platform, asked.workspace);
  const before = settingsOf(row?.document ?? null, row?.purposes ?? null);
  const account = { platform: actor.platform, userId: actor.id };
  const here = actor.platform === platform ? asked.workspace : null;
  const looked = await lookUp(ctx, account, before.approvers, [], here);
  const standing = looked.evidence.standings.get(asked.workspace);
  const manages = here !== null && standing?.member === true && standing.manages;
  const decides = !actor.bot && !actor.anonymous && !looked.bot;
  const mayDecide = decides && (manages || matchedApprovers(before.approvers, looked.evidence).length > 0);
  if (!mayDecide) return answerCard("warning", looked.blind ? words.unknown : words.notYours);

  const me = `${actor.platform}:${actor.id}`;
  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    await holdPeople(tx);
    const at = ctx.now();
    const open = await lockSetupQuestion(tx, press.id);
    if (!open || open.closedAt || open.expiresAt.getTime() <= at) return answerCard("neutral", words.over);
    const { accounts } = await humanBehind(tx, account, open.at.getTime());
    if (press.verdict === "confirm" && accounts.includes(open.by)) return answerCard("warning", words.same);
    const outcome = press.verdict === "confirm" ? "confirmed" : "dropped";
    if (outcome === "confirmed") {
      const now = await lockWorkspace(tx, platform, asked.workspace);
      const agreed = asAgreed(settingsOf(now?.document ?? null, now?.purposes ?? null), open);
      if (!agreed) return answerCard("neutral", words.over);
      // Before the ledger, which everybody waits for: a look takes the other way round.
      await askForLook(ctx, tx, where, ctx.lookPauseMs);
      await applySettings(ctx, tx, where, agreed, me);
    }
    await closeSetupQuestion(tx, open.id, outcome, at);
    const body = { id: open.id, by: me, askedBy: open.by };
    const subject = `${platform}:${asked.workspace}`;
    await appendLedger(tx, [{ at, kind: `setup.${outcome}`, subject, body }]);
    const decided = { by: me, name: actor.name };
    const card = inEveryLanguage(() => setupDecided({ ...open, outcome, decided }));
    await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { posted: on } }]);
    return answerCard(outcome === "confirmed" ? "good" : "neutral", words[outcome]);
  });
}

/** Only what was asked about: whatever else changed meanwhile stays. Null when that itself is no longer as it was. */
function asAgreed(current: Settings, { wider }: SetupQuestion): Settings | null {
  const settings = { ...current, purposes: { ...current.purposes } };
  for (const one of wider) {
    if (one.what === "approvers") {
      if (current.approvers.join() !== one.before.join()) return null;
      settings.approvers = one.after;
    } else {
      if (current.purposes[one.bot] !== one.before) return null;
      settings.purposes[one.bot] = one.after;
    }
  }
  return settings;
}
