import { findAgent } from "../db/agents.ts";
import type { Database } from "../db/open.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { doubtPolicy } from "../domain/approval/policy-doubts.ts";
import { diffDocuments, type DiffLine } from "../domain/document-diff.ts";
import { excludedAccounts, type Document } from "../domain/manifest.ts";
import type { Context } from "./context.ts";

export interface DocumentChange {
  kind: "Agent" | "Workspace";
  /** `support-bot`, or `discord:6137` for a workspace. */
  id: string;
  what: "created" | "changed" | "unchanged";
  lines: DiffLine[];
  /** What is allowed and probably not meant, each with its place in the document. */
  doubts: string[];
}

/** What applying these documents would change. */
export async function planDocuments(
  ctx: Pick<Context, "db">,
  documents: Document[],
): Promise<DocumentChange[]> {
  const changes: DocumentChange[] = [];
  for (const document of documents) changes.push(await planDocument(ctx.db, document));
  return changes;
}

function doubtsAbout(document: Document): string[] {
  if (document.kind !== "Agent") return [];
  return document.actions.flatMap(({ type, policy }) =>
    doubtPolicy(policy, excludedAccounts(document)).map(
      ({ path, message }) => `${type}, policy.${path.join(".")}: ${message}`,
    ),
  );
}

export async function planDocument(db: Database, document: Document): Promise<DocumentChange> {
  const before =
    document.kind === "Agent"
      ? ((await findAgent(db, document.metadata.id))?.document ?? null)
      : ((await findWorkspace(db, document.metadata.platform, document.metadata.id))?.document ?? null);
  const lines = diffDocuments(before, document);
  const id =
    document.kind === "Agent"
      ? document.metadata.id
      : `${document.metadata.platform}:${document.metadata.id}`;
  const what = before === null ? "created" : lines.length > 0 ? "changed" : "unchanged";
  return { kind: document.kind, id, what, lines, doubts: doubtsAbout(document) };
}
