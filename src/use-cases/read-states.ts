import { findingsIn, trackedOf } from "../db/findings.ts";
import { statesOf, type FindingState } from "../domain/audit/lifecycle.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";

/** What became of everything that is open or accepted in a workspace, by fingerprint. */
export async function readStates(
  ctx: Pick<Context, "db">,
  { platform, workspace }: Where,
): Promise<Record<string, FindingState>> {
  const rows = await findingsIn(ctx.db, platform, workspace);
  const states = statesOf(rows.map(trackedOf));
  return Object.fromEntries(
    rows.flatMap(({ fingerprint, id, assignee }) => {
      const state = states[fingerprint];
      return state ? [[fingerprint, { ...state, id, assignee: assignee?.name ?? null }]] : [];
    }),
  );
}
