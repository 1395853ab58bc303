import { allAgents } from "../db/agents.ts";
import { readBackup } from "../db/backup/read.ts";
import { freeze as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { freezeAgent } from "./freeze-agent.ts";

/**
 * Fills an empty database from a backup's rows, all or nothing, and freezes every agent in the same transaction: what was
 * decided, used, denied or revoked after the backup is not known here, so nothing that was open then may run now. A person
 * unfreezes them one by one. `at` is the backup's time. Throws `BackupFailure`.
 */
export async function takeOverBackup(
  ctx: Context,
  lines: AsyncIterable<string> | Iterable<string>,
  at: string,
): Promise<{ rows: number; frozen: string[] }> {
  return await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const rows = await readBackup(tx, lines);
    const frozen = (await allAgents(tx)).map(({ id }) => id);
    for (const agentId of frozen)
      await freezeAgent(inside, { agentId, by: "operator", reason: words.restored(at) });
    return { rows, frozen };
  });
}
