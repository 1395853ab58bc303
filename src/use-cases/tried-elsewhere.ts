import { cardsShowing } from "../db/finding-cards.ts";
import { changeFinding, findingsIn, liveFindingsOf, lockFinding } from "../db/findings.ts";
import { reinviteOf } from "../domain/audit/tried.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import type { Snapshot } from "./read-kept.ts";

/**
 * The link of a fix is for one server. Where just the permissions that another server's link asks for were set here, and
 * nobody wanted them here, that card says so: whoever clicked believes it is done. Where this was is nobody's business there.
 */
export async function tellTriedElsewhere(
  ctx: Context,
  { platform, workspace }: Where,
  before: Snapshot,
  after: Snapshot,
): Promise<void> {
  if (!("guild" in before) || !("guild" in after)) return;
  const was = new Map(before.guild.roles.map((role) => [role.id, role.permissions]));
  const set = after.guild.roles.flatMap(({ id, botId, permissions }) =>
    botId !== null && was.has(id) && was.get(id) !== permissions
      ? [{ botId, permissions: `${permissions}` }]
      : [],
  );
  if (set.length === 0) return;
  const here = await findingsIn(ctx.db, platform, workspace);
  for (const { botId, permissions } of set) {
    const asksFor = ({ finding }: { finding: (typeof here)[number]["finding"] }) =>
      finding !== null && reinviteOf(finding.remedy.changes)?.permissions === permissions;
    if (here.some((row) => row.subject.id === botId && asksFor(row))) continue;
    const others = (await liveFindingsOf(ctx.db, [{ platform, userId: botId }])).filter(
      (row) => row.workspace !== workspace && asksFor(row),
    );
    for (const { id } of others)
      await ctx.db.transaction(async (tx) => {
        const row = await lockFinding(tx, id);
        const cards = await cardsShowing(tx, [id]);
        if (row?.status !== "open" || cards.length === 0) return;
        await changeFinding(tx, id, { tried: { at: ctx.now(), by: null, because: [{ why: "elsewhere" }] } });
        for (const card of cards) await ctx.effects.showFindingCard(tx, card);
      });
  }
}
