import { findWorkspace } from "../db/workspaces.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/** The Discord roles and the people that a workspace names as its approvers, by id. */
export async function approverRoles(
  ctx: Pick<Context, "db">,
  platform: PlatformId,
  workspace: string,
): Promise<{ roles: Set<string>; users: Set<string> }> {
  const row = await findWorkspace(ctx.db, platform, workspace);
  const roles = new Set<string>();
  const users = new Set<string>();
  for (const ref of row?.document?.approvers ?? []) {
    const [where, kind, id] = ref.split(":");
    if (where !== platform || !id) continue;
    if (kind === "role") roles.add(id);
    if (kind === "user") users.add(id);
  }
  return { roles, users };
}
