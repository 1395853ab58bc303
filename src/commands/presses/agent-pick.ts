import { findBots } from "../../use-cases/find-bots.ts";
import { answerAgent, pickBot } from "../answer-agent.ts";
import type { Press } from "./press.ts";

/** One of the bots that somebody was offered who typed /agent. */
export const agentPick: Press = {
  verb: "agent-pick",
  async run(ctx, event) {
    const { actor, on, page, reply, values } = event;
    const [workspace, userId] = (values?.[0] ?? "").split(":");
    if (workspace && userId) return await answerAgent(ctx, event, { workspace, userId }, { instead: true });
    const found = await findBots(ctx, { actor, name: "agent", workspace: on.place.workspace });
    await reply(found.ok ? pickBot(found.bots, page) : found.card, { private: true, instead: true });
  },
};
