/** What the platforms say now about somebody who votes: asked at the press, before the transaction, and never remembered. */
import type { Copy } from "../db/copies.ts";
import type { Evidence } from "../domain/approval/policy.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

export interface Looked {
  evidence: Evidence;
  bot: boolean;
  /** Some workspace did not answer: a missing right may only be unseen. */
  blind: boolean;
}

/**
 * Looks somebody up in every workspace where the request was posted and in every chat whose admins may approve.
 * `pressedIn` null: in a private chat.
 */
export async function lookUp(
  ctx: Pick<Context, "platforms" | "log">,
  who: { platform: PlatformId; userId: string },
  approvers: string[],
  copies: Copy[],
  pressedIn: string | null,
): Promise<Looked> {
  const platform = ctx.platforms[who.platform];
  const asked = new Set<string>();
  if (pressedIn !== null) asked.add(pressedIn);
  for (const copy of copies)
    if (copy.platform === who.platform && copy.workspace !== null) asked.add(copy.workspace);
  for (const reference of approvers) {
    const [where, kind, chat] = reference.split(":");
    if (where === who.platform && kind === "admins" && chat) asked.add(chat);
  }
  const standings = new Map<string, { member: boolean; roles: readonly string[]; manages: boolean }>();
  let bot = false;
  let blind = platform === undefined;
  await Promise.all(
    [...asked].map(async (workspace) => {
      if (!platform) return;
      try {
        const standing = await platform.standing(who.userId, workspace);
        if (standing.state === "unknown") blind = true;
        else {
          bot ||= standing.bot;
          standings.set(workspace, {
            member: standing.state === "member",
            roles: standing.roles,
            manages: standing.manages,
          });
        }
      } catch (error) {
        ctx.log.warn({ error, platform: who.platform, workspace }, "could not look up somebody's standing");
        blind = true;
      }
    }),
  );
  return { evidence: { ...who, standings, pressedIn }, bot, blind };
}

/** Somebody who voted earlier: still a member of at least one of the workspaces that were asked, if any were. */
export function asEarlierVoter(looked: Looked): Evidence {
  const { standings } = looked.evidence;
  const asked = [...standings.keys()];
  const home = asked.find((workspace) => standings.get(workspace)?.member);
  return { ...looked.evidence, pressedIn: home ?? asked[0] ?? null };
}
