import { dutyCard } from "../cards/duty.ts";
import { claimDuty, findDuty, releaseDuty, staleDuties, type DutyRow } from "../db/duties.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { PlatformError, type Card, type PlatformId } from "../platforms/platform.ts";
import { english } from "../words/index.ts";
import type { Context } from "./context.ts";
import type { Delivered } from "./deliver-copy.ts";
import { inPlace } from "./in-place.ts";
import { findReportsPlace } from "./reports-place.ts";

// Kept with the card: in English.
const words = english.findings.failure;

/** Longer than any call to a platform takes. */
const TURN_MS = 30_000;

/** Makes a duty's card show the duty as it is now; one at a time, so that an older card never comes last. Harmless to repeat. */
export async function showDuty(ctx: Context, id: string): Promise<Delivered> {
  const row = await claimDuty(ctx.db, id, ctx.now(), TURN_MS);
  if (!row) return (await findDuty(ctx.db, id)) ? { again: true, afterMs: 1_000 } : { again: false };
  if (row.shown >= row.version || row.failure !== null) {
    await releaseDuty(ctx.db, id, null);
    return { again: false };
  }
  const platformId = row.platform as PlatformId;
  const platform = ctx.platforms[platformId];
  const place = row.posted?.place ?? (await findReportsPlace(ctx, platformId, row.workspace));
  if (!platform || !place) {
    await releaseDuty(ctx.db, id, { failure: words.notConnected });
    return { again: false };
  }
  try {
    const { posted } = row;
    const title = (await findWorkspace(ctx.db, row.platform, row.workspace))?.title ?? row.workspace;
    const draw = (): Card => dutyCard(shownDuty(row, title));
    if (posted) await inPlace(ctx, place, () => platform.edit(posted, draw()));
    const now = posted ?? (await inPlace(ctx, place, () => platform.post(place, draw(), row.id)));
    await releaseDuty(ctx.db, id, { posted: now, shown: row.version });
  } catch (error) {
    await releaseDuty(ctx.db, id, null);
    if (!(error instanceof PlatformError)) throw error;
    if (error.kind === "busy") return { again: true, afterMs: error.retryAfterMs ?? 1_000 };
    ctx.log.warn({ err: error, duty: id }, "the card of a duty can't be shown");
    await releaseDuty(ctx.db, id, { failure: words[error.kind] });
    return { again: false };
  }
  const after = await findDuty(ctx.db, id);
  return after && after.version > row.version ? { again: true, afterMs: 0 } : { again: false };
}

/** Cards that show something old, should a job have been lost. */
export async function reconcileDuties(ctx: Context): Promise<void> {
  const ids = await staleDuties(ctx.db, 100);
  await ctx.db.transaction(async (tx) => {
    for (const id of ids) await ctx.effects.showDuty(tx, id);
  });
}

/** It was tried as often as is sensible. */
export async function giveUpDuty(ctx: Context, id: string): Promise<void> {
  ctx.log.error({ duty: id }, "the card of a duty shows something old");
  await releaseDuty(ctx.db, id, { failure: words.givenUp });
}

export function shownDuty(row: DutyRow, title: string) {
  const { id, platform, workspace, period, dueAt, body, doneAt, doneBy, doneName } = row;
  return {
    id,
    platform: platform as PlatformId,
    workspace: { id: workspace, title },
    period,
    dueAt: dueAt.getTime(),
    body,
    done: doneAt && doneBy ? { at: doneAt.getTime(), by: doneBy, name: doneName ?? doneBy } : null,
  };
}
