import { agentByAccount } from "../db/agents.ts";
import { cardsShowing } from "../db/finding-cards.ts";
import { changeFinding, lockFinding, noteEvents } from "../db/findings.ts";
import { appendLedger } from "../db/ledger.ts";
import { holdPeople } from "../db/people.ts";
import { accept, type AcceptanceRefusal, type Reason } from "../domain/audit/acceptance.ts";
import type { Actor } from "../platforms/platform.ts";
import type { Context } from "./context.ts";
import { humanBehind } from "./human-behind.ts";

export interface AcceptFinding {
  id: string;
  actor: Pick<Actor, "platform" | "id" | "name">;
  /** Null: only in their own words. */
  reason: Reason | null;
  note: string;
  /** Milliseconds since the epoch. */
  until: number;
}

export type AcceptedFinding =
  | { ok: true }
  | { ok: false; why: AcceptanceRefusal | "gone" }
  /** Somebody was faster. */
  | { ok: false; why: "already"; name: string };

/**
 * Lets a finding be for a while: it still counts, and comes back by itself. Whether the person may act in the workspace is
 * the caller's to check; that a serious one needs somebody else than the agent's owner, under any account, is checked here.
 */
export async function acceptFinding(ctx: Context, wish: AcceptFinding): Promise<AcceptedFinding> {
  const { actor, id, reason, note, until } = wish;
  return await ctx.db.transaction(async (tx) => {
    await holdPeople(tx);
    const row = await lockFinding(tx, id);
    if (!row) return { ok: false, why: "gone" };
    if (row.acceptance && row.status === "accepted")
      return { ok: false, why: "already", name: row.acceptance.name };
    if (row.status !== "open") return { ok: false, why: "not-open" };
    const me = `${actor.platform}:${actor.id}`;
    const account = { platform: actor.platform, userId: actor.id };
    const { accounts } = await humanBehind(tx, account, row.firstSeen.getTime());
    const agent =
      row.subject.kind === "agent" ? await agentByAccount(tx, row.platform, row.subject.id) : null;
    const by = [me, ...accounts.filter((one) => one !== me)];
    const owner = agent?.document.metadata.owner ?? null;
    const now = ctx.now();
    const answer = accept(row, { reason, note, until, by, name: actor.name }, owner, now, row.facts);
    if (!answer.ok) return answer;
    const { acceptance } = answer;
    await changeFinding(tx, id, { status: "accepted", acceptance });
    await noteEvents(tx, [
      {
        findingId: id,
        at: new Date(now),
        what: "accepted",
        by: me,
        name: actor.name,
        note: acceptance.note,
      },
    ]);
    for (const card of await cardsShowing(tx, [id])) await ctx.effects.showFindingCard(tx, card);
    const body = {
      finding: row.fingerprint,
      rule: row.rule,
      severity: row.severity,
      by: me,
      reason,
      note: acceptance.note,
      until: new Date(until).toISOString(),
    };
    const subject = `${row.platform}:${row.workspace}`;
    await appendLedger(tx, [{ at: now, kind: "finding.accepted", subject, body }]);
    return { ok: true };
  });
}
