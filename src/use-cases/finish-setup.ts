/** What somebody chose in /setup comes into force: at once, or where it widens something, when a second person agrees. */
import { setupQuestion } from "../cards/setup-question.ts";
import { allAgents } from "../db/agents.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import {
  closeSetupQuestion,
  insertSetupQuestion,
  keepDraft,
  keepPurposes,
  lockWorkspace,
  openSetupQuestions,
} from "../db/setups.ts";
import {
  agentDocument,
  splitSettings,
  withDraft,
  workspaceDocument,
  type Settings,
  type SetupDraft,
  type Wider,
} from "../domain/setup.ts";
import type { Document } from "../domain/manifest.ts";
import type { Actor, Place } from "../platforms/platform.ts";
import { inEveryLanguage } from "../words/index.ts";
import { applyIn } from "./apply-documents.ts";
import { askForLook } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { seeSetup, type SetupView } from "./see-setup.ts";

const OPEN_FOR_MS = 7 * 24 * 60 * 60_000;

export interface Finished {
  view: SetupView;
  /** What holds now. */
  now: Settings;
  changed: boolean;
  /** What somebody else has to agree to. */
  wider: Wider[];
}

/**
 * `only`: that, instead of what is chosen in /setup, which stays unfinished. The caller has made sure that this person runs the
 * place. Throws a PlatformError when it can't be looked at.
 */
export async function finishSetup(
  ctx: Context,
  where: Pick<SetupView, "platform" | "workspace">,
  by: Actor,
  only?: SetupDraft,
): Promise<Finished> {
  const seen = await seeSetup(ctx, where);
  const view = only ? { ...seen, wanted: withDraft(seen.before, only) } : seen;
  const { platform, workspace } = where;
  const { now, wider } = splitSettings(platform, view.before, view.wanted, view.inForce);
  const changed = JSON.stringify(now) !== JSON.stringify(view.before);
  const me = `${platform}:${by.id}`;
  await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    await lockWorkspace(tx, platform, workspace);
    // Before the ledger, which everybody waits for: a look takes the other way round.
    await askForLook(ctx, tx, where, ctx.lookPauseMs);
    await applySettings(ctx, tx, view, now, me);
    if (!only) await keepDraft(tx, platform, workspace, null);
    await supersede(ctx, tx, where);
    if (wider.length > 0) await ask(ctx, tx, view, wider, by);
    const body = { by: me, waits: wider.length };
    await appendLedger(tx, [{ at: ctx.now(), kind: "setup.finished", subject: subjectOf(where), body }]);
  });
  return { view, now, changed, wider };
}

type About = Pick<SetupView, "platform" | "workspace"> & Pick<Partial<SetupView>, "bots">;

/** Inside the caller's transaction, which holds the documents' lock. */
export async function applySettings(
  ctx: Context,
  tx: Database,
  { platform, workspace, bots = [] }: About,
  settings: Settings,
  by: string,
): Promise<void> {
  const row = await lockWorkspace(tx, platform, workspace);
  if (!row) return;
  const where = { platform, id: workspace };
  const agents = await allAgents(tx);
  const taken = new Set(agents.map(({ id }) => id));
  const documents: Document[] = [workspaceDocument(row.document, where, settings)];
  for (const [userId, purpose] of Object.entries(settings.purposes)) {
    const known = agents.find(({ document }) => document.identities[platform]?.userId === userId);
    const bot = bots.find((one) => one.userId === userId);
    if (!known && bot) {
      const made = agentDocument(bot, purpose, where, taken);
      taken.add(made.metadata.id);
      documents.push(made);
    } else if (known?.document.metadata.declaredIn === `${platform}:${workspace}`)
      documents.push({ ...known.document, metadata: { ...known.document.metadata, purpose } });
  }
  await applyIn(ctx, tx, documents, by);
  await keepPurposes(tx, platform, workspace, settings.purposes);
}

async function ask(ctx: Context, tx: Database, view: SetupView, wider: Wider[], by: Actor): Promise<void> {
  const { platform, workspace, wanted, names, before } = view;
  const at = ctx.now();
  const botNames = Object.fromEntries(view.bots.map(({ userId, name }) => [userId, name]));
  const question = {
    id: newId(ctx, "set", 10),
    platform,
    workspace,
    settings: wanted,
    wider,
    names: { ...names, ...botNames },
    by: `${platform}:${by.id}`,
    byName: by.name,
    at: new Date(at),
    expiresAt: new Date(at + OPEN_FOR_MS),
  };
  await insertSetupQuestion(tx, question);
  const body = { id: question.id, by: question.by, wider: wider.map((one) => ({ ...one })) };
  await appendLedger(tx, [{ at, kind: "setup.asked", subject: subjectOf(view), body }]);
  const channel = before.approvals ?? before.reports;
  if (channel === null) return;
  const place: Place = { platform, workspace, channel };
  const card = inEveryLanguage(() => setupQuestion({ ...question, place: view.title }));
  await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { place } }]);
}

async function supersede(ctx: Context, tx: Database, where: About): Promise<void> {
  for (const { id } of await openSetupQuestions(tx, where.platform, where.workspace, ctx.now())) {
    await closeSetupQuestion(tx, id, "superseded", ctx.now());
    await appendLedger(tx, [
      { at: ctx.now(), kind: "setup.superseded", subject: subjectOf(where), body: { id } },
    ]);
  }
}

function subjectOf({ platform, workspace }: About): string {
  return `${platform}:${workspace}`;
}
