import { revokeRemembered } from "../../use-cases/revoke-remembered.ts";
import type { Press } from "./press.ts";

/** Ends a remembered approval. */
export const forget: Press = {
  verb: "forget",
  async run(ctx, event, [rememberedId]) {
    const { card } = await revokeRemembered(ctx, { rememberedId: rememberedId ?? "", actor: event.actor });
    await event.reply(card, { private: true });
  },
};
