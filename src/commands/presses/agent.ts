import { answerAgent } from "../answer-agent.ts";
import type { Press } from "./press.ts";

/** Look, beside an agent in a list. */
export const agent: Press = {
  verb: "agent",
  async run(ctx, event, [workspace = "", userId = ""]) {
    await answerAgent(ctx, event, { workspace, userId });
  },
};
