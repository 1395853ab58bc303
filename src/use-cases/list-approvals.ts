import { pendingIn, rememberedIn } from "../db/approvals-in.ts";
import { findAllWithCopies } from "../db/requests.ts";
import { tally } from "../domain/approval/tally.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

export interface ApprovalsHere {
  pending: {
    id: string;
    agentId: string;
    action: string;
    title: string | null;
    decideBy: number;
    have: number;
    need: number;
    /** Where its card is in this workspace; null while it is not posted. */
    card: { workspace: string; channel: string; message: string } | null;
  }[];
  remembered: {
    id: string;
    agentId: string;
    action: string;
    title: string | null;
    usesLeft: number;
    expiresAt: number;
  }[];
}

/** What waits for a decision in this workspace, and what would be approved without one. */
export async function listApprovals(
  ctx: Pick<Context, "db" | "now">,
  platform: PlatformId,
  workspace: string,
  limit = 10,
): Promise<ApprovalsHere> {
  const [rows, kept] = await Promise.all([
    pendingIn(ctx.db, platform, workspace, limit),
    rememberedIn(ctx.db, platform, workspace, ctx.now(), limit),
  ]);
  const ids = rows.map((row) => row.id);
  const pending = (await findAllWithCopies(ctx.db, ids)).map(({ row, state, copies }) => {
    const here = copies.find((copy) => copy.platform === platform && copy.workspace === workspace);
    const count = tally(state.policy, state.votes);
    return {
      id: row.id,
      agentId: row.agentId,
      action: row.action,
      title: row.title,
      decideBy: row.decideBy.getTime(),
      have: count.have,
      need: count.need,
      card: here?.message ? { workspace, channel: here.channel, message: here.message } : null,
    };
  });
  const remembered = kept.map((row) => ({
    id: row.id,
    agentId: row.agentId,
    action: row.action,
    title: row.title,
    usesLeft: row.usesLeft,
    expiresAt: row.expiresAt.getTime(),
  }));
  return { pending, remembered };
}
