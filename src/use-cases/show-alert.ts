import { alertCard } from "../cards/alert.ts";
import { claimAlert, findAlert, releaseAlert, staleAlerts, type Alert } from "../db/alerts.ts";
import { findAgent } from "../db/agents.ts";
import { appendLedger } from "../db/ledger.ts";
import { allWorkspaces, findWorkspace } from "../db/workspaces.ts";
import { isEmergency } from "../domain/audit/alert.ts";
import { effectivePolicy } from "../domain/approval/policy.ts";
import { PlatformError, type Place, type PlatformId, type Posted } from "../platforms/platform.ts";
import { drift as words } from "../words/index.ts";
import { quietFor } from "./admit-message.ts";
import type { Context } from "./context.ts";
import type { Delivered } from "./deliver-copy.ts";
import { inPlace } from "./in-place.ts";
import { placesFor } from "./reach.ts";

/** Longer than any call to a platform takes. */
const TURN_MS = 30_000;

/**
 * Makes an alert's card show the alert as it is now; one at a time, so that an older card never comes last. Where the
 * workspace's own places can't be reached, those who decide about the agent's actions are told instead. Harmless to repeat.
 */
export async function showAlert(ctx: Context, id: string): Promise<Delivered> {
  const alert = await claimAlert(ctx.db, id, ctx.now(), TURN_MS);
  if (!alert) return (await findAlert(ctx.db, id)) ? { again: true, afterMs: 1_000 } : { again: false };
  const sleep = await untilMorning(ctx, alert);
  if (sleep > 0) {
    await releaseAlert(ctx.db, id, null);
    return { again: true, afterMs: sleep };
  }
  if (alert.shown >= alert.version && alert.failure === null) {
    await releaseAlert(ctx.db, id, null);
    return { again: false };
  }
  try {
    const posted = await put(ctx, alert);
    await releaseAlert(
      ctx.db,
      id,
      posted ? { posted, shown: alert.version, failure: null } : { failure: words.nobodyToTell },
    );
    if (!posted) await recordFailure(ctx, alert, words.nobodyToTell);
    const now = await findAlert(ctx.db, id);
    return now && posted && now.version > alert.version ? { again: true, afterMs: 0 } : { again: false };
  } catch (error) {
    await releaseAlert(ctx.db, id, null);
    if (error instanceof PlatformError && error.kind === "busy")
      return { again: true, afterMs: error.retryAfterMs ?? 1_000 };
    throw error;
  }
}

/** Alerts that show something old, should a job have been lost. */
export async function reconcileAlerts(ctx: Context): Promise<void> {
  const ids = await staleAlerts(ctx.db, 100);
  await ctx.db.transaction(async (tx) => {
    for (const id of ids) await ctx.effects.showAlert(tx, id);
  });
}

/** It was tried as often as is sensible. */
export async function giveUpAlert(ctx: Context, id: string): Promise<void> {
  const alert = await findAlert(ctx.db, id);
  if (!alert || alert.shown >= alert.version) return;
  await releaseAlert(ctx.db, id, { failure: words.nobodyToTell });
  await recordFailure(ctx, alert, words.nobodyToTell);
}

/** A first message that can wait does, in quiet hours; what is posted already is only edited. */
async function untilMorning(ctx: Context, { platform, workspace, posted, body }: Alert): Promise<number> {
  if (posted || body.kind !== "widened" || isEmergency(body.changes)) return 0;
  return await quietFor(ctx, { platform: platform as PlatformId, workspace });
}

/** Null when every place refused. A busy platform is thrown: it will come round. */
async function put(ctx: Context, alert: Alert): Promise<Posted | null> {
  const where = {
    workspace: alert.workspace,
    title: await titleOf(ctx, alert),
    platform: alert.platform as PlatformId,
  };
  const draw = () => alertCard(alert.body, where);
  if (alert.posted) {
    const edited = await attempt(ctx, alert, async () => {
      const { posted } = alert;
      if (!posted) return null;
      await inPlace(ctx, posted.place, () => ctx.platforms[posted.place.platform]?.edit(posted, draw()));
      return posted;
    });
    if (edited) return edited;
  }
  for (const place of await placesOf(ctx, alert)) {
    const platform = ctx.platforms[place.platform];
    // Another version is another message, where the first one was deleted.
    const key = alert.posted ? `${alert.id}.${alert.version}` : alert.id;
    const post = () => inPlace(ctx, place, () => platform!.post(place, draw(), key));
    const posted = platform && (await attempt(ctx, alert, post));
    if (posted) return posted;
  }
  return null;
}

async function attempt(
  ctx: Context,
  alert: Alert,
  act: () => Promise<Posted | null>,
): Promise<Posted | null> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof PlatformError) || error.kind === "busy") throw error;
    ctx.log.warn({ err: error, alert: alert.id }, "a place for alerts can't be reached");
    return null;
  }
}

/** In the order of preference. */
async function placesOf(ctx: Context, alert: Alert): Promise<Place[]> {
  const platform = alert.platform as PlatformId;
  const { workspace } = alert;
  const places = (await findWorkspace(ctx.db, platform, workspace))?.document?.places;
  const own = [places?.reports, places?.approvals].flatMap((channel) =>
    channel ? [{ platform, workspace, channel }] : [],
  );
  return [...own, ...(await deciders(ctx, alert))];
}

async function deciders(ctx: Context, { body }: Alert): Promise<Place[]> {
  if (body.kind !== "acted") return [];
  const agent = await findAgent(ctx.db, body.agent);
  const types = new Set(body.items.map(({ type }) => type));
  const action = agent?.document.actions.find(({ type }) => types.has(type));
  const workspaces = (await allWorkspaces(ctx.db)).flatMap((row) => row.document ?? []);
  const policy = agent && action ? effectivePolicy(agent.document, action, workspaces) : null;
  return policy ? await placesFor(ctx, policy.approvers) : [];
}

async function titleOf(ctx: Context, { platform, workspace }: Alert): Promise<string> {
  return (await findWorkspace(ctx.db, platform, workspace))?.title ?? workspace;
}

async function recordFailure(ctx: Context, alert: Alert, why: string): Promise<void> {
  ctx.log.error({ alert: alert.id, workspace: alert.workspace, why }, "an alert reaches nobody");
  const body = { alert: alert.id, platform: alert.platform, workspace: alert.workspace, why };
  await ctx.db.transaction((tx) =>
    appendLedger(tx, [{ at: ctx.now(), kind: "alert.failed", subject: alert.subject, body }]),
  );
}
