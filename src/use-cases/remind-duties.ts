import { dutyReminder } from "../cards/duty.ts";
import { changeDuty, dueDuties, lockDuty } from "../db/duties.ts";
import { appendLedger } from "../db/ledger.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { isQuiet } from "../domain/care/cadence.ts";
import { isEscalated, nextStep } from "../domain/care/duty.ts";
import type { PlatformId } from "../platforms/platform.ts";
import { inEveryLanguage } from "../words/index.ts";
import { askForLook } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { findReportsPlace } from "./reports-place.ts";
import { shownDuty } from "./show-duty.ts";

const AT_ONCE = 200;

/** Says again what nobody answered, once for however long we were away; in the end silence about a review is a finding. */
export async function remindDuties(ctx: Context): Promise<void> {
  for (const id of await dueDuties(ctx.db, ctx.now(), AT_ONCE))
    await ctx.db.transaction(async (tx) => {
      const row = await lockDuty(tx, id);
      const now = ctx.now();
      if (!row?.nextAt || row.doneAt || row.nextAt.getTime() > now) return;
      const platform = row.platform as PlatformId;
      const known = await findWorkspace(tx, platform, row.workspace);
      const { timeZone = "UTC", quietHours } = known?.document ?? {};
      if (quietHours && isQuiet(timeZone, quietHours, now)) return;
      const due = row.dueAt.getTime();
      const next = nextStep(row.duty, due, now);
      const escalated = row.body.kind === "review" && isEscalated(row.duty, due, now);
      const body = row.body.kind === "review" ? { ...row.body, escalated } : row.body;
      await changeDuty(tx, id, {
        body,
        reminded: row.reminded + 1,
        nextAt: next === null ? null : new Date(next),
      });
      await ctx.effects.showDuty(tx, id);
      const place = await findReportsPlace({ db: tx }, platform, row.workspace);
      if (place) {
        const shown = { ...shownDuty(row, known?.title ?? row.workspace), body, posted: row.posted };
        const card = inEveryLanguage(() => dutyReminder(shown));
        await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { place } }]);
      }
      if (!escalated) return;
      await askForLook(ctx, tx, { platform, workspace: row.workspace }, ctx.lookPauseMs);
      const { duty, period } = row;
      const subject = `${platform}:${row.workspace}`;
      await appendLedger(tx, [{ at: now, kind: "duty.overdue", subject, body: { id, duty, period } }]);
    });
}
