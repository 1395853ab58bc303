import { decideSetup } from "../../use-cases/decide-setup.ts";
import type { Press } from "./press.ts";

/** A second person agrees that a place's settings let somebody do more. */
export const confirmSetup: Press = {
  verb: "confirm-setup",
  async run(ctx, { actor, on, reply }, [id = ""]) {
    await reply(await decideSetup(ctx, { id, actor, on, verdict: "confirm" }), { private: true });
  },
};
