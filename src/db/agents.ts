import { asc, eq } from "drizzle-orm";
import type { Agent } from "../domain/manifest.ts";
import type { Database } from "./open.ts";
import { agents, identities } from "./schema.ts";

export type AgentRow = typeof agents.$inferSelect;

export async function findAgent(db: Database, id: string): Promise<AgentRow | null> {
  const [row] = await db.select().from(agents).where(eq(agents.id, id));
  return row ?? null;
}

export async function allAgents(db: Database): Promise<AgentRow[]> {
  return await db.select().from(agents).orderBy(asc(agents.id));
}

/** Whose platform account this is; null for an account nobody declared. */
export async function agentByAccount(
  db: Database,
  platform: string,
  userId: string,
): Promise<AgentRow | null> {
  const rows = await db
    .select({ agent: agents, platform: identities.platform })
    .from(identities)
    .innerJoin(agents, eq(identities.agentId, agents.id))
    .where(eq(identities.userId, userId));
  return rows.find((row) => row.platform === platform)?.agent ?? null;
}

/** Creates or replaces the document and with it the accounts that are the agent's. */
export async function putAgent(tx: Database, document: Agent, now: number): Promise<void> {
  const { id } = document.metadata;
  const at = new Date(now);
  await tx
    .insert(agents)
    .values({ id, document, createdAt: at, updatedAt: at })
    .onConflictDoUpdate({ target: agents.id, set: { document, updatedAt: at } });
  await tx.delete(identities).where(eq(identities.agentId, id));
  const { discord, telegram } = document.identities;
  const accounts = [
    ...(discord
      ? [{ platform: "discord", userId: discord.userId, applicationId: discord.applicationId }]
      : []),
    ...(telegram ? [{ platform: "telegram", userId: telegram.userId, applicationId: null }] : []),
  ];
  if (accounts.length > 0)
    await tx.insert(identities).values(accounts.map((account) => ({ ...account, agentId: id })));
}

/** Null unfreezes. */
export async function setFrozen(
  tx: Database,
  id: string,
  frozen: { at: number; reason: string } | null,
): Promise<void> {
  await tx
    .update(agents)
    .set({ frozenAt: frozen ? new Date(frozen.at) : null, frozenReason: frozen?.reason ?? null })
    .where(eq(agents.id, id));
}

/** The accounts that belong to some agent. */
export async function agentAccounts(db: Database, platform: string): Promise<Set<string>> {
  const rows = await db
    .select({ userId: identities.userId })
    .from(identities)
    .where(eq(identities.platform, platform));
  return new Set(rows.map(({ userId }) => userId));
}
