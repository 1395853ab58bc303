import { keysOf } from "../db/keys.ts";
import type { Context } from "./context.ts";

export interface KeyView {
  keyId: string;
  agentId: string;
  createdAt: number;
  expiresAt: number;
  revokedAt: number | null;
}

/** Every key of an agent, or of all agents; never the keys themselves. */
export async function listKeys(ctx: Pick<Context, "db">, agentId: string | null = null): Promise<KeyView[]> {
  return (await keysOf(ctx.db, agentId)).map((row) => ({
    keyId: row.id,
    agentId: row.agentId,
    createdAt: row.createdAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    revokedAt: row.revokedAt?.getTime() ?? null,
  }));
}
