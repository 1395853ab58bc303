import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "./open.ts";
import { declaredSince, identities } from "./schema.ts";

interface Permissions {
  agentId: string;
  platform: string;
  permissions: string[];
}

/** From now on the manifest gives these too. */
export async function noteDeclared(
  tx: Database,
  { agentId, platform, permissions }: Permissions,
  now: number,
): Promise<void> {
  if (permissions.length === 0) return;
  const since = new Date(now);
  await tx
    .insert(declaredSince)
    .values(permissions.map((permission) => ({ agentId, platform, permission, since })))
    .onConflictDoUpdate({
      target: [declaredSince.agentId, declaredSince.platform, declaredSince.permission],
      set: { since },
    });
}

/** The manifest gives these no more: should it give them again, that is another beginning. */
export async function dropDeclared(
  tx: Database,
  { agentId, platform, permissions }: Permissions,
): Promise<void> {
  if (permissions.length === 0) return;
  await tx
    .delete(declaredSince)
    .where(
      and(
        eq(declaredSince.agentId, agentId),
        eq(declaredSince.platform, platform),
        inArray(declaredSince.permission, permissions),
      ),
    );
}

/** Since when each account's manifest gives what it did not give from the beginning, in milliseconds since the epoch. */
export async function declaredOn(
  db: Database,
  platform: string,
): Promise<Record<string, Record<string, number>>> {
  const rows = await db
    .select({ account: identities.userId, permission: declaredSince.permission, since: declaredSince.since })
    .from(declaredSince)
    .innerJoin(
      identities,
      and(eq(identities.agentId, declaredSince.agentId), eq(identities.platform, declaredSince.platform)),
    )
    .where(eq(declaredSince.platform, platform));
  const found: Record<string, Record<string, number>> = {};
  for (const { account, permission, since } of rows) (found[account] ??= {})[permission] = since.getTime();
  return found;
}
