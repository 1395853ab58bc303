import { subjectOf } from "../cards/agent.ts";
import type { Agent } from "../domain/manifest.ts";
import { pressId, type Button, type Card } from "../platforms/platform.ts";
import { agentHere } from "../use-cases/agent-here.ts";
import { freezeFor } from "../use-cases/freeze-from-card.ts";
import { freeze as words } from "../words/index.ts";
import type { Command } from "./command.ts";

/** `/freeze AGENT REASON`: in force before the answer is shown. */
export const freeze: Command = {
  spec: {
    name: "freeze",
    description: () => words.specs.freeze,
    options: [
      { name: "agent", description: () => words.specs.agent, required: true, kind: "agent" },
      { name: "reason", description: () => words.specs.reason, required: true, kind: "text" },
    ],
    // Approvers need it too, who may hold no manager's right.
    managersOnly: false,
    inPrivate: true,
  },
  async run(ctx, { actor, name, place, options, reply }) {
    const asked = { actor, name, workspace: place.workspace };
    const found = await agentHere(ctx, asked, options["agent"] ?? "");
    if (!found.ok) return void (await reply(offer(found), { private: true }));
    const card = await freezeFor(ctx, found.agent.id, actor, options["reason"] ?? "");
    await reply(card, { private: true });
  },
};

const mostOffered = 10;

/** No name, or one that nobody has: a button for each agent, which asks why and stops it. */
function offer({
  card,
  agents,
}: {
  card: Card;
  agents: { id: string; frozenAt: Date | null; document: Agent }[];
}): Card {
  const running = agents.filter(({ frozenAt }) => frozenAt === null).slice(0, mostOffered);
  const buttons = running.map(({ id, document }): Button[] => {
    const account = document.identities.discord?.userId ?? document.identities.telegram?.userId ?? null;
    const press = pressId("stop", subjectOf(id, account, "stop"));
    return [{ press, label: words.specs.stop(id), style: "danger" }];
  });
  return { ...card, buttons };
}
