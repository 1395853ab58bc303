import { unlinkAccount } from "../../use-cases/link-accounts.ts";
import type { Press } from "./press.ts";

/** Parts the account that presses from the person's others: whoever presses can only unlink themselves. */
export const unlink: Press = {
  verb: "unlink",
  async run(ctx, event) {
    await event.reply(await unlinkAccount(ctx, event.actor), { private: true });
  },
};
