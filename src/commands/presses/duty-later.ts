import { postponeDuty } from "../../use-cases/answer-duty.ts";
import { care } from "../../words/index.ts";
import { onDuty, sayAnswer } from "../duty-press.ts";
import type { Press } from "./press.ts";

/** Not now: it is asked for again in two days. */
export const dutyLater: Press = {
  verb: "duty-later",
  run: (ctx, event, [id]) =>
    onDuty(ctx, event, id, async (duty) => {
      if (duty.body.kind === "digest") return care.answer.gone;
      const answer = await postponeDuty(ctx, { id: duty.id, actor: event.actor });
      return sayAnswer(answer, care.answer.later);
    }),
};
