import { decideUnfreeze } from "../../use-cases/ask-unfreeze.ts";
import type { Press } from "./press.ts";

/** A second person lets an agent ask again. */
export const unfreeze: Press = {
  verb: "unfreeze",
  async run(ctx, { actor, on, reply }, [id = ""]) {
    await reply(await decideUnfreeze(ctx, { id, actor, on, verdict: "unfreeze" }), { private: true });
  },
};
