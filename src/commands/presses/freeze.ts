import { freezeForm } from "../../cards/freeze.ts";
import { freezeFromCard } from "../../use-cases/freeze-from-card.ts";
import type { Press } from "./press.ts";

/** Freeze under a request's card: asks why, then stops the agent that asked for it. */
export const freeze: Press = {
  verb: "freeze",
  form: freezeForm,
  async run(ctx, event, [requestId = ""]) {
    const reason = "fields" in event ? (event.fields["reason"] ?? "") : "";
    const { actor, on } = event;
    await event.reply(await freezeFromCard(ctx, { requestId, actor, on, reason }), { private: true });
  },
};
