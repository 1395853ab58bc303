/** What people say about a duty: done, later, or what becomes of an agent. */
import { agentByAccount } from "../db/agents.ts";
import { changeDuty, findDuty, lockDuty, type DutyRow } from "../db/duties.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import { holdPeople } from "../db/people.ts";
import { refusedSecond } from "../domain/audit/attestation.ts";
import { postponed, type Decision, type DutyBody } from "../domain/care/duty.ts";
import { excludedAccounts } from "../domain/manifest.ts";
import type { Actor, PlatformId } from "../platforms/platform.ts";
import { askForLook } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { humanBehind } from "./human-behind.ts";

type Who = Pick<Actor, "platform" | "id" | "name">;

export type DutyAnswer =
  | { ok: true }
  /** `owner`: keeping an agent is not for those who answer for it. */
  | { ok: false; why: "gone" | "done" | "owner" };

export async function readDuty(
  ctx: Pick<Context, "db">,
  id: string,
): Promise<Pick<DutyRow, "id" | "platform" | "workspace" | "body" | "doneAt"> | null> {
  return await findDuty(ctx.db, id);
}

/** Somebody did it. `evidence`: what they saw, where the card asks for that; never empty then, never a secret. */
export async function finishDuty(
  ctx: Context,
  { id, actor, evidence }: { id: string; actor: Who; evidence: string | null },
): Promise<DutyAnswer> {
  return await onDuty(ctx, id, async (tx, row) => {
    const body: DutyBody = row.body.kind === "drill" ? { ...row.body, evidence } : row.body;
    await settle(ctx, tx, row, actor, body);
    await record(ctx, tx, row, "duty.done", {
      by: accountOf(actor),
      ...(evidence === null ? {} : { evidence }),
    });
    return { ok: true };
  });
}

/** Not now: it is asked for again, but silence is not put off by that. */
export async function postponeDuty(
  ctx: Context,
  { id, actor }: { id: string; actor: Who },
): Promise<DutyAnswer> {
  return await onDuty(ctx, id, async (tx, row) => {
    const next = postponed(row.duty, row.dueAt.getTime(), ctx.now());
    await changeDuty(tx, id, { nextAt: new Date(next) });
    await ctx.effects.showDuty(tx, id);
    await record(ctx, tx, row, "duty.later", { by: accountOf(actor), until: new Date(next).toISOString() });
    return { ok: true };
  });
}

/** Keeps, trims or removes an agent in a review: a word, not a deed. The last one finishes the review. */
export async function decideReview(
  ctx: Context,
  { id, agent, what, actor }: { id: string; agent: string; what: Decision; actor: Who },
): Promise<DutyAnswer> {
  return await onDuty(ctx, id, async (tx, row) => {
    if (row.body.kind !== "review" || !row.body.agents.some((one) => one.id === agent))
      return { ok: false, why: "gone" };
    if (what === "keep" && (await answersFor(ctx, tx, row, agent, actor))) return { ok: false, why: "owner" };
    const decision = { what, by: accountOf(actor), name: actor.name, at: ctx.now() };
    const agents = row.body.agents.map((one) => (one.id === agent ? { ...one, decision } : one));
    const body = { ...row.body, agents };
    if (agents.every((one) => one.decision !== null)) await settle(ctx, tx, row, actor, body);
    else {
      await changeDuty(tx, id, { body });
      await ctx.effects.showDuty(tx, id);
    }
    await record(ctx, tx, row, "review.decided", { by: decision.by, about: agent, what });
    return { ok: true };
  });
}

async function answersFor(
  ctx: Context,
  tx: Database,
  row: DutyRow,
  account: string,
  actor: Who,
): Promise<boolean> {
  const agent = await agentByAccount(tx, row.platform, account);
  if (!agent) return false;
  const { accounts } = await humanBehind(tx, { platform: actor.platform, userId: actor.id }, ctx.now());
  const mine = [accountOf(actor), ...accounts];
  return refusedSecond(mine, "", excludedAccounts(agent.document)) !== null;
}

async function onDuty(
  ctx: Context,
  id: string,
  act: (tx: Database, row: DutyRow) => Promise<DutyAnswer>,
): Promise<DutyAnswer> {
  return await ctx.db.transaction(async (tx) => {
    await holdPeople(tx);
    const row = await lockDuty(tx, id);
    if (!row) return { ok: false, why: "gone" };
    return row.doneAt ? { ok: false, why: "done" } : await act(tx, row);
  });
}

async function settle(ctx: Context, tx: Database, row: DutyRow, actor: Who, body: DutyBody): Promise<void> {
  const done = { doneAt: new Date(ctx.now()), doneBy: accountOf(actor), doneName: actor.name };
  await changeDuty(tx, row.id, { ...done, body, nextAt: null });
  await ctx.effects.showDuty(tx, row.id);
  // A finding may rest on its not being done.
  if (row.duty === "review")
    await askForLook(
      ctx,
      tx,
      { platform: row.platform as PlatformId, workspace: row.workspace },
      ctx.lookPauseMs,
    );
}

async function record(
  ctx: Context,
  tx: Database,
  { id, platform, workspace, duty, period }: DutyRow,
  kind: string,
  body: Record<string, unknown>,
): Promise<void> {
  const subject = `${platform}:${workspace}`;
  await appendLedger(tx, [{ at: ctx.now(), kind, subject, body: { id, duty, period, ...body } }]);
}

function accountOf({ platform, id }: Who): string {
  return `${platform}:${id}`;
}
