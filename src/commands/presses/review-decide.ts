import { answerCard } from "../../cards/answer.ts";
import { decisions } from "../../domain/care/duty.ts";
import { decideReview } from "../../use-cases/answer-duty.ts";
import { care } from "../../words/index.ts";
import { onDuty, sayAnswer } from "../duty-press.ts";
import type { Press } from "./press.ts";

/** Keeps, trims or removes an agent in a monthly review. */
export const reviewDecide: Press = {
  verb: "review-decide",
  run: (ctx, event, [id, agent = "", word]) =>
    onDuty(ctx, event, id, async (duty) => {
      const what = decisions.find((one) => one === word);
      if (!what) return care.answer.gone;
      const answer = await decideReview(ctx, { id: duty.id, agent, what, actor: event.actor });
      const said = sayAnswer(answer, care.review.kept[what]);
      await event.reply(answerCard(answer.ok ? "good" : "neutral", said), { private: true, instead: true });
      return null;
    }),
};
