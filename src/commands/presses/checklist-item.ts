import { answerCard } from "../../cards/answer.ts";
import { checklistItemCard } from "../../cards/checklist.ts";
import { itemNumbered } from "../../domain/care/checklist.ts";
import { seeChecklist } from "../../use-cases/see-checklist.ts";
import { checklist as words } from "../../words/index.ts";
import { mayCheck } from "../checklist-press.ts";
import type { Press } from "./press.ts";

/** One check for everybody it is about, or another page of that. */
export const checklistItem: Press = {
  verb: "checklist-item",
  async run(ctx, event, [workspace = "", number, page = ""]) {
    if (!(await mayCheck(ctx, event, workspace))) return;
    const item = itemNumbered(number);
    const seen = await seeChecklist(ctx, { platform: event.actor.platform, workspace });
    const card = item
      ? checklistItemCard(seen, item, /^\d{1,4}$/.test(page) ? Number(page) : 0)
      : answerCard("neutral", words.answer.gone);
    await event.reply(card, { private: true, instead: true });
  },
};
