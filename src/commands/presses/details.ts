import { requestDetails } from "../../use-cases/request-details.ts";
import type { Press } from "./press.ts";

/** Everything about one request, shown only to the person who asked. */
export const details: Press = {
  verb: "details",
  async run(ctx, event, [requestId]) {
    const { card } = await requestDetails(ctx, {
      requestId: requestId ?? "",
      actor: event.actor,
      on: event.on,
    });
    await event.reply(card, { private: true });
  },
};
