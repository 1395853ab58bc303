import { denyForm } from "../../cards/request-forms.ts";
import type { Press } from "./press.ts";
import { vote } from "./vote.ts";

/** Deny, with room for a reason that the agent gets to read. */
export const deny: Press = {
  verb: "deny",
  form: denyForm,
  run: (ctx, event, [requestId]) => vote(ctx, event, "deny", requestId),
};
