import { denyBecauseForm } from "../../cards/request-forms.ts";
import type { Press } from "./press.ts";
import { vote } from "./vote.ts";

/** Deny where the policy asks for a reason. */
export const denyBecause: Press = {
  verb: "deny-because",
  form: denyBecauseForm,
  run: (ctx, event, [requestId]) => vote(ctx, event, "deny", requestId),
};
