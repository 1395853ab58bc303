import { decideChange } from "../../use-cases/decide-change.ts";
import type { Press } from "./press.ts";

/** A second person lets an agent have more than before. */
export const confirmChange: Press = {
  verb: "confirm-change",
  async run(ctx, { actor, on, reply }, [id = ""]) {
    await reply(await decideChange(ctx, { id, actor, on, verdict: "confirm" }), { private: true });
  },
};
