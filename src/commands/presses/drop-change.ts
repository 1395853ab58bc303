import { decideChange } from "../../use-cases/decide-change.ts";
import type { Press } from "./press.ts";

/** Somebody leaves an agent's manifest as it is. */
export const dropChange: Press = {
  verb: "drop-change",
  async run(ctx, { actor, on, reply }, [id = ""]) {
    await reply(await decideChange(ctx, { id, actor, on, verdict: "drop" }), { private: true });
  },
};
