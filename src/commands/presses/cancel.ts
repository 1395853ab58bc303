import { answerCard } from "../../cards/answer.ts";
import { cancel as end } from "../slowly.ts";
import type { Press } from "./press.ts";

/** Cancel, under something that takes long. What is cancelled says so itself. */
export const cancel: Press = {
  verb: "cancel",
  async run(ctx, { actor, reply }, [id = ""]) {
    const refused = end(ctx, id, actor);
    if (refused) await reply(answerCard("neutral", refused), { private: true });
  },
};
