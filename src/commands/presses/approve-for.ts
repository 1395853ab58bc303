import type { Press } from "./press.ts";
import { vote } from "./vote.ts";

/** Approve, and let it answer equal requests for as long as the policy allows. */
export const approveFor: Press = {
  verb: "approve-for",
  run: (ctx, event, [requestId]) => vote(ctx, event, "approve", requestId, { remember: true }),
};
