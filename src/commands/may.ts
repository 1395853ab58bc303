import { noticeCard } from "../cards/notice.ts";
import type { Context } from "../use-cases/context.ts";
import { approverRoles } from "../use-cases/approver-roles.ts";
import { commandWords as words } from "../words/index.ts";
import type { Actor, Card } from "../platforms/platform.ts";

/**
 * Whether this person may use a command in this workspace: by the platform's manager right, or, unless it is for managers only,
 * as an approver.
 * Null when they may; otherwise the card that says why not. What can't be checked is refused.
 */
export async function refusalFor(
  ctx: Context,
  event: { actor: Actor; name: string },
  workspace: string,
  who: "approvers too" | "managers" = "approvers too",
): Promise<Card | null> {
  const { platform, id } = event.actor;
  if (event.actor.bot || event.actor.anonymous) return noticeCard(words.noAccess(platform, event.name));
  const standing = await ctx.platforms[platform]?.standing(id, workspace);
  if (!standing || standing.state === "unknown") return noticeCard(words.standingUnknown(platform));
  if (standing.state === "member" && !standing.bot) {
    if (standing.manages) return null;
    if (who === "managers") return noticeCard(words.onlyManagers(platform, event.name));
    const approvers = await approverRoles(ctx, platform, workspace);
    if (approvers.users.has(id) || standing.roles.some((role) => approvers.roles.has(role))) return null;
  }
  return noticeCard(words.noAccess(platform, event.name));
}
