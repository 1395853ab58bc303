import { botsNamed, findBots } from "../use-cases/find-bots.ts";
import { agentCard as words } from "../words/index.ts";
import { answerAgent, pickBot } from "./answer-agent.ts";
import type { Command } from "./command.ts";

/** `/agent [AGENT]`: everything about one bot; without a name, or with one that could mean several, a list to choose from. */
export const agent: Command = {
  spec: {
    name: "agent",
    description: () => words.spec,
    options: [{ name: "agent", description: () => words.option, required: false, kind: "agent" }],
    managersOnly: false,
    inPrivate: true,
  },
  async run(ctx, event) {
    const { actor, name, place, options, reply } = event;
    const found = await findBots(ctx, { actor, name, workspace: place.workspace });
    if (!found.ok) return void (await reply(found.card, { private: true }));
    const typed = options["agent"];
    const meant = typed === undefined ? found.bots : botsNamed(found.bots, typed);
    const [only, ...others] = meant;
    if (typed !== undefined && only && others.length === 0) return await answerAgent(ctx, event, only);
    await reply(pickBot(meant.length > 0 ? meant : found.bots), { private: true });
  },
};
