import { growAlert, insertAlert, lockRecentAlert } from "../db/alerts.ts";
import type { Database } from "../db/open.ts";
import { findWorkspace } from "../db/workspaces.ts";
import type { Miss } from "../domain/audit/acted.ts";
import { addActed, isEmergency, type Acted, type ActedItem, type Widened } from "../domain/audit/alert.ts";
import type { Attributed } from "../domain/audit/drift.ts";
import type { ActionEvent, PlatformId } from "../platforms/platform.ts";
import { admitMessage } from "./admit-message.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";

/** More of the same within this time goes onto the same card: a bot that runs wild must not bury its own alert. */
const SAME_CARD_MS = 10 * 60_000;
const MOST_CHANGES = 40;

/** Tells that an agent acted without approval: a new card, or one line more on the one just posted. Resolves to the alert's id. */
export async function alertActed(
  ctx: Context,
  tx: Database,
  agentId: string,
  event: ActionEvent,
  miss: Miss,
): Promise<string> {
  const { platform, workspace, entryId, type, target, where, reason } = event;
  const item: ActedItem = {
    entryId,
    type,
    target,
    where,
    reason,
    miss,
    at: new Date(event.at).toISOString(),
  };
  const about = { kind: "acted", platform, workspace, subject: agentId } as const;
  const now = ctx.now();
  const open = await lockRecentAlert(tx, about, now - SAME_CARD_MS);
  if (open?.body.kind === "acted") {
    await growAlert(tx, open.id, addActed(open.body, item));
    await ctx.effects.showAlert(tx, open.id);
    return open.id;
  }
  const id = newId(ctx, "al", 10);
  const body: Acted = {
    kind: "acted",
    agent: agentId,
    account: { id: event.actor.id, name: event.actor.name ?? agentId },
    items: [item],
    more: 0,
  };
  await insertAlert(tx, { id, ...about, body }, now);
  await ctx.effects.showAlert(tx, id);
  return id;
}

/**
 * Tells that somebody can do more than before, where the workspace has a place for such news; nobody else asked for it. What
 * is no emergency waits for the digest once there was enough that day.
 */
export async function alertWidened(
  ctx: Context,
  tx: Database,
  { platform, workspace }: { platform: PlatformId; workspace: string },
  changes: Attributed[],
): Promise<void> {
  const places = (await findWorkspace(tx, platform, workspace))?.document?.places;
  if (!places?.reports && !places?.approvals) return;
  const id = newId(ctx, "al", 10);
  const critical = isEmergency(changes);
  const message = { what: "widened", subject: id, critical, quiet: "later" } as const;
  if ((await admitMessage(ctx, tx, { platform, workspace }, message)) === "waits") return;
  const body: Widened = {
    kind: "widened",
    changes: changes.slice(0, MOST_CHANGES),
    more: Math.max(0, changes.length - MOST_CHANGES),
  };
  await insertAlert(tx, { id, kind: "widened", platform, workspace, subject: workspace, body }, ctx.now());
  await ctx.effects.showAlert(tx, id);
}
