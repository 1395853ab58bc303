import { allAgents, findAgent, putAgent } from "../db/agents.ts";
import { dropDeclared, noteDeclared } from "../db/declared.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import { lockAllPending } from "../db/requests.ts";
import { allWorkspaces, putWorkspace } from "../db/workspaces.ts";
import { canonical, digest } from "../domain/approval/action.ts";
import { effectivePolicy, policyDigest, type Policy } from "../domain/approval/policy.ts";
import type { LedgerFact } from "../domain/ledger.ts";
import type { Agent, Document } from "../domain/manifest.ts";
import { english } from "../words/index.ts";
import { changeRequestIn } from "./change-request.ts";
import type { Context } from "./context.ts";
import { underPosture } from "./posture.ts";
import { planDocument, type DocumentChange } from "./plan-documents.ts";

// Kept, and read by agents: in English.
const words = english.approval;

/**
 * Creates or replaces agents and workspaces, all or none. Requests that are pending under rules that are no longer the rules
 * are invalidated in the same transaction: what people agreed to look at has changed. `by` is an account or `operator`.
 */
export async function applyDocuments(
  ctx: Context,
  documents: Document[],
  by: string,
): Promise<DocumentChange[]> {
  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    return await applyIn(ctx, tx, documents, by);
  });
}

/** The same inside the caller's transaction, which holds the documents' lock. */
export async function applyIn(
  ctx: Context,
  tx: Database,
  documents: Document[],
  by: string,
): Promise<DocumentChange[]> {
  const at = ctx.now();
  const changes: DocumentChange[] = [];
  const facts: LedgerFact[] = [];
  for (const document of documents) {
    const change = await planDocument(tx, document);
    changes.push(change);
    if (change.what === "unchanged") continue;
    if (document.kind === "Agent") {
      await noteGiven(tx, document, at);
      await putAgent(tx, document, at);
    } else await putWorkspace(tx, document);
    const hash = digest("countersign/document/v1", canonical(JSON.parse(JSON.stringify(document))));
    const kind = `${document.kind.toLowerCase()}.${change.what}`;
    facts.push({ at, kind, subject: change.id, body: { by, document: hash } });
  }
  if (facts.length > 0) await invalidateChanged(ctx, tx, at);
  await appendLedger(tx, facts);
  return changes;
}

/** What a new version of a manifest adds can't have been used before. A first one says what is there already. */
async function noteGiven(tx: Database, document: Agent, at: number): Promise<void> {
  const agentId = document.metadata.id;
  const before = (await findAgent(tx, agentId))?.document;
  if (!before) return;
  for (const platform of ["discord", "telegram"] as const) {
    const [was, is] = [given(before, platform), given(document, platform)];
    const only = (some: string[], others: string[]) => some.filter((name) => !others.includes(name));
    await dropDeclared(tx, { agentId, platform, permissions: only(was, is) });
    await noteDeclared(tx, { agentId, platform, permissions: only(is, was) }, at);
  }
}

function given({ permissions }: Agent, platform: "discord" | "telegram"): string[] {
  if (platform === "telegram") return Object.keys(permissions.telegram?.rights ?? {});
  const { required = {}, optional = {}, rare = {} } = permissions.discord ?? {};
  return [...new Set([required, optional, rare].flatMap((some) => Object.keys(some)))];
}

async function invalidateChanged(ctx: Context, tx: Database, at: number): Promise<void> {
  const agents = new Map((await allAgents(tx)).map((row) => [row.id, row.document]));
  const workspaces = (await allWorkspaces(tx)).flatMap((row) => row.document ?? []);
  for (const row of await lockAllPending(tx)) {
    const agent = agents.get(row.agentId);
    const action = agent?.actions.find((known) => known.type === row.action);
    const written = agent && action ? effectivePolicy(agent, action, workspaces) : null;
    // What was fixed for the agent's posture when it asked stays so; only the rules themselves can have changed.
    const { posture } = JSON.parse(row.policy) as Policy;
    const policy = underPosture(written, { critical: posture === "critical" });
    if (policy && policyDigest(policy) === row.policyDigest) continue;
    const reason = action ? words.invalidatedBecause.policyChanged : words.invalidatedBecause.actionGone;
    await changeRequestIn(ctx, tx, row.id, { type: "invalidate", at, reason });
  }
}
