import { findAgent } from "../db/agents.ts";
import { insertKey } from "../db/keys.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import { approval as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { newId, sha256 } from "./ids.ts";
import { done, refuse, type Outcome } from "./outcome.ts";

export type KeyContext = Pick<Context, "db" | "now" | "random">;

export interface NewKey {
  keyId: string;
  /** Shown once: only its hash is kept. */
  key: string;
  expiresAt: number;
}

const KEY_LIVES_MS = 90 * 86_400_000;

/** `by` says who made it, for the ledger: an account or `operator`. */
export async function createKey(ctx: KeyContext, agentId: string, by: string): Promise<Outcome<NewKey>> {
  if (!(await findAgent(ctx.db, agentId)))
    return refuse("agent_unknown", words.refusal.agentUnknown(agentId));
  return done(await ctx.db.transaction((tx) => createKeyIn(ctx, tx, agentId, by)));
}

export async function createKeyIn(
  ctx: KeyContext,
  tx: Database,
  agentId: string,
  by: string,
): Promise<NewKey> {
  const now = ctx.now();
  const key = `csk_${Buffer.from(ctx.random(32)).toString("base64url")}`;
  const made = { keyId: newId(ctx, "key", 10), key, expiresAt: now + KEY_LIVES_MS };
  await insertKey(tx, {
    id: made.keyId,
    agentId,
    sha256: sha256(key),
    createdAt: new Date(now),
    expiresAt: new Date(made.expiresAt),
  });
  await appendLedger(tx, [
    { at: now, kind: "key.created", subject: made.keyId, body: { agent: agentId, by } },
  ]);
  return made;
}
