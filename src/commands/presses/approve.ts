import type { Press } from "./press.ts";
import { vote } from "./vote.ts";

export const approve: Press = {
  verb: "approve",
  run: (ctx, event, [requestId]) => vote(ctx, event, "approve", requestId),
};
