/** All documents and what hangs on them, kept in memory for as long as none has changed: every request is judged by them. */
import { sql } from "drizzle-orm";
import type { AgentRow } from "./agents.ts";
import type { Database } from "./open.ts";
import { rowFrom } from "./rows.ts";
import { rowsOf } from "./rows-of.ts";
import { agents, workspaces } from "./schema.ts";
import type { WorkspaceRow } from "./workspaces.ts";

export interface Documents {
  /** Changes with every change of a document, a freeze, or our leaving a workspace. */
  revision: string;
  agents: ReadonlyMap<string, AgentRow>;
  workspaces: readonly Pick<WorkspaceRow, "platform" | "id" | "document" | "leftAt">[];
}

const kept = new WeakMap<Database, Documents>();

/** As an expression of a statement that reads more. */
export const REVISION = sql`coalesce((select value from revisions where name = 'documents'), '')`;

/** As they are now, or were a moment ago: whoever acts on them makes sure with `documentsHeld`. */
export async function currentDocuments(db: Database): Promise<Documents> {
  const known = kept.get(db);
  if (known && known.revision === (await revisionNow(db))) return known;
  const found = await db.execute(sql`select json_build_object('revision', ${REVISION},
    'agents', (select json_agg(a order by a.id) from agents a),
    'workspaces', (select json_agg(w order by w.platform, w.id) from workspaces w where w.document is not null))::text as found`);
  const all = JSON.parse(rowsOf<{ found: string }>(found)[0]?.found ?? "") as {
    revision: string;
    agents: Record<string, unknown>[] | null;
    workspaces: Record<string, unknown>[] | null;
  };
  const documents: Documents = {
    revision: all.revision,
    agents: new Map((all.agents ?? []).map((json) => [String(json["id"]), rowFrom(agents, json)])),
    workspaces: (all.workspaces ?? []).map((json) => rowFrom(workspaces, json)),
  };
  kept.set(db, documents);
  return documents;
}

async function revisionNow(db: Database): Promise<string> {
  const found = await db.execute(sql`select ${REVISION} as revision`);
  return rowsOf<{ revision: string }>(found)[0]?.revision ?? "";
}
