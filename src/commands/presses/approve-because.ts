import { approveBecauseForm } from "../../cards/request-forms.ts";
import type { Press } from "./press.ts";
import { vote } from "./vote.ts";

/** Approve where the policy asks for a reason: the reason is asked before anything is decided. */
export const approveBecause: Press = {
  verb: "approve-because",
  form: approveBecauseForm,
  run: (ctx, event, [requestId]) => vote(ctx, event, "approve", requestId),
};
