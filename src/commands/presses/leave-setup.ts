import { decideSetup } from "../../use-cases/decide-setup.ts";
import type { Press } from "./press.ts";

/** A place's settings stay as they are. */
export const leaveSetup: Press = {
  verb: "leave-setup",
  async run(ctx, { actor, on, reply }, [id = ""]) {
    await reply(await decideSetup(ctx, { id, actor, on, verdict: "drop" }), { private: true });
  },
};
