import { noticeCard } from "../cards/notice.ts";
import type { AgentRow } from "../db/agents.ts";
import type { Actor, Card } from "../platforms/platform.ts";
import { commandWords, freeze as words } from "../words/index.ts";
import { agentNamed, agentsIn } from "./agents-here.ts";
import type { Context } from "./context.ts";
import { powersOf, type Powers } from "./powers.ts";

interface Asked {
  actor: Actor;
  /** The command, for the sentence that refuses it. */
  name: string;
  /** Null in a private chat. */
  workspace: string | null;
}

type Ctx = Pick<Context, "db" | "platforms" | "log">;

/** The places where this person may use the command; or the card that says why it is none. What can't be checked is refused. */
export async function placesRunBy(
  ctx: Ctx,
  { actor, name, workspace }: Asked,
): Promise<{ ok: true; places: Powers["places"] } | { ok: false; card: Card }> {
  const { places, blind, declared } = await powersOf(ctx, actor, workspace);
  if (places.length > 0) return { ok: true, places };
  const why = blind
    ? commandWords.standingUnknown(actor.platform)
    : declared
      ? commandWords.noAccess(actor.platform, name)
      : words.undeclared;
  return { ok: false, card: noticeCard(why) };
}

/** The agent that somebody names, among those that are the business of the places they run. */
export async function agentHere(
  ctx: Ctx,
  asked: Asked,
  typed: string,
): Promise<
  | { ok: true; agent: AgentRow; places: Powers["places"] }
  /** `agents`: whom they may have meant; none where they may not know. */
  | { ok: false; card: Card; agents: AgentRow[] }
> {
  const run = await placesRunBy(ctx, asked);
  if (!run.ok) return { ...run, agents: [] };
  const agents = await agentsIn(
    ctx,
    run.places.map(({ workspace }) => workspace),
  );
  const agent = agentNamed(agents, typed);
  if (agent) return { ok: true, agent, places: run.places };
  return { ok: false, card: noticeCard(words.unknownAgent(agents.map(({ id }) => id))), agents };
}
