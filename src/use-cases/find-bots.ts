/** The bots that somebody may look at: in one place, or in a private chat in every place that they run. */
import { auditAt } from "../db/audits.ts";
import type { Actor, Card } from "../platforms/platform.ts";
import { agentsIn } from "./agents-here.ts";
import { placesRunBy } from "./agent-here.ts";
import type { Context } from "./context.ts";

export interface FoundBot {
  workspace: string;
  userId: string;
  /** As its account is called, or the agent's id where no audit has seen it. */
  name: string;
  agent: string | null;
}

type Bots = { ok: true; bots: FoundBot[] } | { ok: false; card: Card };

export async function findBots(
  ctx: Pick<Context, "db" | "platforms" | "log" | "now">,
  asked: { actor: Actor; name: string; workspace: string | null },
): Promise<Bots> {
  const run = await placesRunBy(ctx, asked);
  if (!run.ok) return run;
  const { platform } = asked.actor;
  const bots: FoundBot[] = [];
  for (const { workspace } of run.places) {
    const [declared, audit] = await Promise.all([
      agentsIn(ctx, [workspace]),
      auditAt(ctx.db, platform, workspace.id, ctx.now()),
    ]);
    const seen = audit?.summary.agents ?? [];
    const agents = new Map(
      declared.flatMap(({ id, document }) => {
        const account = document.identities[platform]?.userId;
        return account ? [[account, id] as const] : [];
      }),
    );
    for (const { id: userId, name } of seen)
      bots.push({ workspace: workspace.id, userId, name, agent: agents.get(userId) ?? null });
    for (const [userId, agent] of agents)
      if (!seen.some(({ id }) => id === userId))
        bots.push({ workspace: workspace.id, userId, name: agent, agent });
  }
  return { ok: true, bots };
}

/** Whom somebody means by what they typed: every bot of that name. */
export function botsNamed(bots: FoundBot[], typed: string): FoundBot[] {
  const word = typed
    .trim()
    .toLowerCase()
    .replace(/^<@!?(\d+)>$/, "$1")
    .replace(/^@/, "");
  const exact = bots.filter(({ userId, name, agent }) => [userId, name.toLowerCase(), agent].includes(word));
  return exact.length > 0 ? exact : bots.filter(({ name }) => name.toLowerCase().includes(word));
}
