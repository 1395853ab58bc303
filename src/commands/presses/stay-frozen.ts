import { decideUnfreeze } from "../../use-cases/ask-unfreeze.ts";
import type { Press } from "./press.ts";

/** Somebody keeps an agent frozen that another one wanted back: also the one who asked may change their mind. */
export const stayFrozen: Press = {
  verb: "stay-frozen",
  async run(ctx, { actor, on, reply }, [id = ""]) {
    await reply(await decideUnfreeze(ctx, { id, actor, on, verdict: "stay" }), { private: true });
  },
};
