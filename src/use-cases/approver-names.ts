import { auditAt } from "../db/audits.ts";
import { allWorkspaces, type WorkspaceRow } from "../db/workspaces.ts";
import type { Context } from "./context.ts";

/**
 * What people call the roles and groups among these references, by reference: a role as its server's last look showed it, a
 * group by its title. What was never seen has no name; people are named by the app that shows them.
 */
export async function approverNames(
  ctx: Pick<Context, "db" | "now">,
  references: readonly string[],
): Promise<Record<string, string>> {
  const rows = await allWorkspaces(ctx.db);
  const groups = rows.flatMap(({ platform, id, title }) =>
    platform === "telegram" && title ? [[`telegram:admins:${id}`, title] as const] : [],
  );
  const wanted = references.filter((reference) => reference.startsWith("discord:role:"));
  const roles = wanted.length === 0 ? [] : await Promise.all(rows.map((row) => rolesOf(ctx, row)));
  const all = new Map([...groups, ...roles.flat()]);
  return Object.fromEntries(
    references.flatMap((reference) => {
      const name = all.get(reference);
      return name === undefined ? [] : [[reference, name]];
    }),
  );
}

async function rolesOf(
  ctx: Pick<Context, "db" | "now">,
  { platform, id }: WorkspaceRow,
): Promise<(readonly [string, string])[]> {
  if (platform !== "discord") return [];
  const look = await auditAt(ctx.db, platform, id, ctx.now());
  const file = look && (JSON.parse(look.snapshot) as { guild?: { roles?: unknown } });
  const roles: unknown[] = Array.isArray(file?.guild?.roles) ? file.guild.roles : [];
  return roles.flatMap((role) => (isNamed(role) ? [[`discord:role:${role.id}`, role.name] as const] : []));
}

function isNamed(role: unknown): role is { id: string; name: string } {
  return (
    typeof role === "object" &&
    role !== null &&
    "id" in role &&
    "name" in role &&
    typeof role.name === "string"
  );
}
