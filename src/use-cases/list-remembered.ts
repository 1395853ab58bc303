import { allInForce } from "../db/remembered.ts";
import type { Context } from "./context.ts";

export interface RememberedView {
  id: string;
  requestId: string;
  agentId: string;
  action: string;
  title: string | null;
  usesLeft: number;
  expiresAt: number;
}

/** Every approval that would answer an equal request by itself now. */
export async function listRemembered(ctx: Pick<Context, "db" | "now">): Promise<RememberedView[]> {
  return (await allInForce(ctx.db, ctx.now())).map((row) => ({
    id: row.id,
    requestId: row.requestId,
    agentId: row.agentId,
    action: row.action,
    title: row.title,
    usesLeft: row.usesLeft,
    expiresAt: row.expiresAt.getTime(),
  }));
}
