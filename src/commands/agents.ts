import { agentsCard } from "../cards/agents.ts";
import { placesRunBy } from "../use-cases/agent-here.ts";
import { describeAgents } from "../use-cases/describe-agents.ts";
import { glance } from "../words/index.ts";
import type { Command } from "./command.ts";

/** `/agents`: which there are, what they are for, which are frozen, and what waits. */
export const agents: Command = {
  spec: {
    name: "agents",
    description: () => glance.agents.description,
    options: [],
    managersOnly: false,
    inPrivate: true,
  },
  async run(ctx, { actor, name, place, reply }) {
    const run = await placesRunBy(ctx, { actor, name, workspace: place.workspace });
    const card = run.ok
      ? agentsCard(
          await describeAgents(
            ctx,
            run.places.map(({ workspace }) => workspace),
          ),
        )
      : run.card;
    await reply(card, { private: true });
  },
};
