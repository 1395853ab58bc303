import { cardsShowing } from "../db/finding-cards.ts";
import { changeFinding, lockFinding, noteEvents } from "../db/findings.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Actor } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

export type Assigned =
  | { ok: true }
  | { ok: false; why: "gone" | "closed" }
  | { ok: false; why: "taken"; name: string };

/** Who presses takes care of it from now on, unless somebody else was faster; or, with `take` false, nobody does any more. */
export async function assignFinding(
  ctx: Context,
  { id, actor, take }: { id: string; actor: Pick<Actor, "platform" | "id" | "name">; take: boolean },
): Promise<Assigned> {
  return await ctx.db.transaction(async (tx) => {
    const row = await lockFinding(tx, id);
    if (!row) return { ok: false, why: "gone" };
    if (row.status !== "open" && row.status !== "accepted") return { ok: false, why: "closed" };
    const account = `${actor.platform}:${actor.id}`;
    if (take && row.assignee && row.assignee.account !== account)
      return { ok: false, why: "taken", name: row.assignee.name };
    const at = ctx.now();
    const already = take ? row.assignee?.account === account : row.assignee === null;
    if (already) return { ok: true };
    await changeFinding(tx, id, { assignee: take ? { account, name: actor.name, at } : null });
    const what = take ? "taken" : "given-back";
    await noteEvents(tx, [
      { findingId: id, at: new Date(at), what, by: account, name: actor.name, note: null },
    ]);
    for (const card of await cardsShowing(tx, [id])) await ctx.effects.showFindingCard(tx, card);
    const subject = `${row.platform}:${row.workspace}`;
    const body = { finding: row.fingerprint, rule: row.rule, by: account };
    await appendLedger(tx, [{ at, kind: `finding.${take ? "taken" : "given_back"}`, subject, body }]);
    return { ok: true };
  });
}
