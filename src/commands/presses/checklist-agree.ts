import { secondWord } from "../../use-cases/attest.ts";
import { checklist as words } from "../../words/index.ts";
import { onWord } from "../checklist-press.ts";
import type { Press } from "./press.ts";

/** The second person's word, where a check is serious. */
export const checklistAgree: Press = {
  verb: "checklist-agree",
  run: (ctx, event, [id]) =>
    onWord(ctx, event, id, async (word) => {
      const settled = await secondWord(ctx, { id: word, actor: event.actor });
      return settled.ok ? words.answer.agreed : words.answer.refused[settled.why];
    }),
};
