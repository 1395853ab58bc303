import { reviewCard } from "../../cards/duty.ts";
import { care } from "../../words/index.ts";
import { onDuty } from "../duty-press.ts";
import type { Press } from "./press.ts";

/** Opens the question about one agent, for the person who pressed. */
export const reviewOne: Press = {
  verb: "review-one",
  run: (ctx, event, [id, agent]) =>
    onDuty(ctx, event, id, async ({ id: duty, body, doneAt }) => {
      if (doneAt) return care.answer.already;
      const found = body.kind === "review" ? body.agents.find((one) => one.id === agent) : undefined;
      if (!found) return care.answer.gone;
      await event.reply(reviewCard(duty, found), { private: true });
      return null;
    }),
};
