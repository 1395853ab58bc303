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
      { name: "agent", description: () => words.specs.agent, required: true, kind: "text" },
      { name: "reason", description: () => words.specs.reason, required: true, kind: "text" },
    ],
    // Approvers need it too, who may hold no manager's right.
    managersOnly: false,
    inPrivate: true,
  },
  async run(ctx, { actor, name, place, options, reply }) {
    const asked = { actor, name, workspace: place.workspace };
    const found = await agentHere(ctx, asked, options["agent"] ?? "");
    const card = found.ok ? await freezeFor(ctx, found.agent.id, actor, options["reason"] ?? "") : found.card;
    await reply(card, { private: true });
  },
};
