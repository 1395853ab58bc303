import type { Persona } from "../../domain/audit/rule.ts";
import type { Document } from "../../domain/manifest.ts";
import type { LedgerEntry } from "../../domain/ledger.ts";
import type { Where } from "../../use-cases/ask-look.ts";
import { auditWorkspace } from "../../use-cases/audit-workspace.ts";
import { backUp } from "../../use-cases/back-up.ts";
import { checkHealth } from "../../use-cases/check-health.ts";
import type { Context } from "../../use-cases/context.ts";
import { createKey } from "../../use-cases/create-key.ts";
import { doubtApprovers } from "../../use-cases/doubt-approvers.ts";
import { failedCallbacks } from "../../use-cases/failed-callbacks.ts";
import { freezeAgent } from "../../use-cases/freeze-agent.ts";
import { listKeys } from "../../use-cases/list-keys.ts";
import { refuse, type Outcome } from "../../use-cases/outcome.ts";
import { observeWorkspaces } from "../../use-cases/observe-workspaces.ts";
import { planDocuments } from "../../use-cases/plan-documents.ts";
import { proposeDocuments, type Proposed } from "../../use-cases/propose-documents.ts";
import { readStates } from "../../use-cases/read-states.ts";
import { auditForSomebody } from "../../use-cases/reaudit-workspace.ts";
import { revokeKey } from "../../use-cases/revoke-key.ts";
import { rotateKey } from "../../use-cases/rotate-key.ts";
import { listCheckpoints, signCheckpoint } from "../../use-cases/sign-checkpoint.ts";
import { unfreezeAgent } from "../../use-cases/unfreeze-agent.ts";
import { exportLedger, verifyLedger, type Witness } from "../../use-cases/verify-ledger.ts";
import { refusalWords } from "../../words/index.ts";

/**
 * What the operator's command line does to an instance: directly when it opens the database itself, or through the door of
 * the running service (door.ts). Arguments and results are plain JSON, so that both are the same.
 */
export function operations(ctx: Context) {
  return {
    planDocuments: (documents: Document[]) => planDocuments(ctx, documents),
    doubtApprovers: (documents: Document[]) => doubtApprovers(ctx, documents),
    applyDocuments: (documents: Document[], alone: string | null) => apply(ctx, documents, alone),
    observeWorkspaces: () => observeWorkspaces(ctx),
    auditWorkspace: async (where: Where, persona: Persona) => {
      // What everybody wants to hear is kept, as everywhere; whoever wants to hear more only looks.
      const audited =
        persona === "regular"
          ? await auditForSomebody(ctx, where)
          : await auditWorkspace(ctx, where, persona);
      if (!audited.ok) return audited;
      const states = audited.report.states ?? (await readStates(ctx, where));
      return { ok: true as const, report: { ...audited.report, states } };
    },
    createKey: (agentId: string) => createKey(ctx, agentId, OPERATOR),
    listKeys: (agentId: string | null) => listKeys(ctx, agentId),
    rotateKey: (agentId: string) => rotateKey(ctx, agentId, OPERATOR),
    revokeKey: (keyId: string) => revokeKey(ctx, keyId, OPERATOR),
    freezeAgent: (agentId: string, reason: string) => freezeAgent(ctx, { agentId, by: OPERATOR, reason }),
    unfreezeAgent: (agentId: string, reason: string) => unfreezeAgent(ctx, { agentId, by: OPERATOR, reason }),
    verifyLedger: (against: Witness[] = []) => verifyLedger(ctx, against),
    checkpoints: () => listCheckpoints(ctx),
    signCheckpoint: () => signCheckpoint(ctx),
    failedCallbacks: () => failedCallbacks(ctx),
    checkHealth: () => checkHealth(ctx),
  };
}

export type Operations = ReturnType<typeof operations>;

/** Everything, and what does not fit into one answer: the ledger as a stream, a backup line by line. */
export interface Admin extends Operations {
  exportLedger(): AsyncIterable<LedgerEntry>;
  backUp(write: (line: string) => Promise<void>): Promise<void>;
}

export function adminOf(ctx: Context): Admin {
  return {
    ...operations(ctx),
    exportLedger: () => exportLedger(ctx),
    backUp: (write) => backUp(ctx, write),
  };
}

const OPERATOR = "operator";

/** A platform account can belong to one agent only; the database knows. */
async function apply(
  ctx: Context,
  documents: Document[],
  alone: string | null,
): Promise<Outcome<Proposed[]>> {
  try {
    return await proposeDocuments(ctx, documents, OPERATOR, alone);
  } catch (failure) {
    if (isDuplicate(failure)) return refuse("document_invalid", refusalWords.accountTaken);
    throw failure;
  }
}

function isDuplicate(failure: unknown): boolean {
  for (let at = failure; at instanceof Error; at = at.cause)
    if ("code" in at && at.code === "23505") return true;
  return false;
}
