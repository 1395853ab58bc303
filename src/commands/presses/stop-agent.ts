import { freezeForm } from "../../cards/freeze.ts";
import { agentHere } from "../../use-cases/agent-here.ts";
import { freezeFor } from "../../use-cases/freeze-from-card.ts";
import type { Press } from "./press.ts";

/** Freeze on an alert: asks why, then stops the agent that acted. For whoever may type /freeze there. */
export const stopAgent: Press = {
  verb: "stop",
  form: freezeForm,
  async run(ctx, event, [agentId = ""]) {
    const { actor, on, reply } = event;
    const reason = "fields" in event ? (event.fields["reason"] ?? "") : "";
    const found = await agentHere(ctx, { actor, name: "freeze", workspace: on.place.workspace }, agentId);
    const card = found.ok ? await freezeFor(ctx, found.agent.id, actor, reason) : found.card;
    await reply(card, { private: true });
  },
};
