import { cardsShowing } from "../db/finding-cards.ts";
import {
  changeFinding,
  lockFinding,
  noteEvents,
  overdueAcceptances,
  type FindingRow,
} from "../db/findings.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import type { Reopened } from "../domain/audit/lifecycle.ts";
import type { Actor, PlatformId } from "../platforms/platform.ts";
import { askForLook } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { tellReopened } from "./tell-reopened.ts";

const AT_ONCE = 200;

/** Somebody who may ends it early. False when nothing was accepted, or not any more. */
export async function endAcceptance(
  ctx: Context,
  { id, actor }: { id: string; actor: Pick<Actor, "platform" | "id" | "name"> },
): Promise<boolean> {
  return await ctx.db.transaction(async (tx) => {
    const row = await lockFinding(tx, id);
    if (row?.status !== "accepted") return false;
    const by = { account: `${actor.platform}:${actor.id}`, name: actor.name };
    await open(ctx, tx, row, { why: "withdrawn", by });
    return true;
  });
}

/** Acceptances whose time is over end by themselves, and whoever has to know is told. The workspace is looked at again. */
export async function endOverdueAcceptances(ctx: Context): Promise<void> {
  for (const { id } of await overdueAcceptances(ctx.db, ctx.now(), AT_ONCE))
    await ctx.db.transaction(async (tx) => {
      const row = await lockFinding(tx, id);
      if (row?.status !== "accepted" || !row.acceptance || row.acceptance.until > ctx.now()) return;
      const where = { platform: row.platform as PlatformId, workspace: row.workspace };
      await tellReopened(ctx, tx, where, [row]);
      await askForLook(ctx, tx, where, ctx.lookPauseMs);
      await open(ctx, tx, row, { why: "expired", by: null });
    });
}

async function open(
  ctx: Context,
  tx: Database,
  row: FindingRow,
  { why, by }: { why: Reopened["why"]; by: { account: string; name: string } | null },
): Promise<void> {
  const at = ctx.now();
  const reopened: Reopened = { at, why, closedAt: null, acceptance: row.acceptance };
  await changeFinding(tx, row.id, { status: "open", acceptance: null, reopened });
  const what = why === "expired" ? "acceptance-expired" : "withdrawn";
  await noteEvents(tx, [
    {
      findingId: row.id,
      at: new Date(at),
      what,
      by: by?.account ?? null,
      name: by?.name ?? null,
      note: null,
    },
  ]);
  for (const card of await cardsShowing(tx, [row.id])) await ctx.effects.showFindingCard(tx, card);
  const subject = `${row.platform}:${row.workspace}`;
  const body = {
    finding: row.fingerprint,
    rule: row.rule,
    why,
    by: by?.account ?? null,
    acceptedBy: row.acceptance?.by ?? null,
  };
  await appendLedger(tx, [{ at, kind: "finding.reopened", subject, body }]);
}
