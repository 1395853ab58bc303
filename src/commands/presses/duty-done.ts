import { finishDuty } from "../../use-cases/answer-duty.ts";
import { care } from "../../words/index.ts";
import { onDuty, sayAnswer } from "../duty-press.ts";
import type { Press } from "./press.ts";

/** Somebody did what a card asks for. */
export const dutyDone: Press = {
  verb: "duty-done",
  run: (ctx, event, [id]) =>
    onDuty(ctx, event, id, async (duty) => {
      // A drill wants to be told of, and a review is done by deciding; whoever made up this press id does neither.
      const isPlain = ["usage", "sample", "rotation"].includes(duty.body.kind);
      if (!isPlain) return care.answer.gone;
      const answer = await finishDuty(ctx, { id: duty.id, actor: event.actor, evidence: null });
      return sayAnswer(answer, care.answer.done);
    }),
};
