import { answerCard } from "../cards/answer.ts";
import { askUnfreeze } from "../use-cases/ask-unfreeze.ts";
import { inPlace } from "../use-cases/in-place.ts";
import { freeze as words } from "../words/index.ts";
import type { Command } from "./command.ts";

/** `/unfreeze AGENT REASON`: asks everybody in this place, and somebody else has to say yes. So never in a private chat. */
export const unfreeze: Command = {
  spec: {
    name: "unfreeze",
    description: () => words.specs.unfreeze,
    options: [
      { name: "agent", description: () => words.specs.agent, required: true, kind: "agent" },
      { name: "reason", description: () => words.specs.reason, required: true, kind: "text" },
    ],
    managersOnly: false,
    inPrivate: false,
  },
  async run(ctx, { actor, name, place, options, reply }) {
    const { workspace } = place;
    if (workspace === null) return;
    const { agent = "", reason = "" } = options;
    const asked = await askUnfreeze(ctx, { actor, name, workspace, agent, reason });
    if (!asked.ok) return void (await reply(asked.card, { private: true }));
    const posted = await inPlace(ctx, place, () => reply(asked.question, { private: false }));
    if (!posted) await reply(answerCard("warning", words.answer.notPosted), { private: true });
  },
};
