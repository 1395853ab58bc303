/** Where somebody may do what the people who run a place may: as its platform says now. */
import { allWorkspaces, type WorkspaceRow } from "../db/workspaces.ts";
import type { Actor } from "../platforms/platform.ts";
import { approverRoles } from "./approver-roles.ts";
import type { Context } from "./context.ts";

export interface Powers {
  /** Declared workspaces that they run, or where they are one of the approvers. */
  places: { workspace: WorkspaceRow; manages: boolean }[];
  /** Some place could not be asked: what is missing may only be unseen. */
  blind: boolean;
  /** Whether any place came into question: none does where nobody has declared it. */
  declared: boolean;
}

/** `here` null: asked in a private chat, about every place of that platform. Bots and anonymous people have no powers. */
export async function powersOf(
  ctx: Pick<Context, "db" | "platforms" | "log">,
  actor: Actor,
  here: string | null,
): Promise<Powers> {
  const candidates = (await allWorkspaces(ctx.db)).filter(
    (row) =>
      row.platform === actor.platform &&
      row.document !== null &&
      row.leftAt === null &&
      (here === null || row.id === here),
  );
  const powers: Powers = { places: [], blind: false, declared: candidates.length > 0 };
  const platform = ctx.platforms[actor.platform];
  if (actor.bot || actor.anonymous || !platform) return { ...powers, blind: !platform };
  await Promise.all(
    candidates.map(async (workspace) => {
      try {
        const standing = await platform.standing(actor.id, workspace.id);
        if (standing.state === "unknown") powers.blind = true;
        if (standing.state !== "member" || standing.bot) return;
        const approvers = await approverRoles(ctx, actor.platform, workspace.id);
        const approves =
          approvers.users.has(actor.id) || standing.roles.some((role) => approvers.roles.has(role));
        if (standing.manages || approves) powers.places.push({ workspace, manages: standing.manages });
      } catch (error) {
        ctx.log.warn({ err: error, workspace: workspace.id }, "could not look up somebody's standing");
        powers.blind = true;
      }
    }),
  );
  return powers;
}
