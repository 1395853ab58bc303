import { checklistCard } from "../cards/checklist.ts";
import { noticeCard } from "../cards/notice.ts";
import { pressId } from "../platforms/platform.ts";
import { seeChecklist } from "../use-cases/see-checklist.ts";
import { workspacesRunBy } from "../use-cases/workspaces-run-by.ts";
import { checklist as words } from "../words/index.ts";
import type { Command } from "./command.ts";
import { refusalFor } from "./may.ts";

/** `/checklist`: the guide's ten checks for everybody here, and what each rests on. */
export const checklist: Command = {
  spec: {
    name: "checklist",
    description: () => words.spec,
    options: [],
    // Approvers need it too, who may hold no manager's right.
    managersOnly: false,
    inPrivate: true,
  },
  async run(ctx, event) {
    const { actor, place, reply } = event;
    const { platform } = actor;
    const answer = (card: Parameters<typeof reply>[0]) => reply(card, { private: true });
    if (place.workspace !== null) {
      const refusal = await refusalFor(ctx, event, place.workspace);
      if (refusal) return void (await answer(refusal));
      const where = { platform, workspace: place.workspace };
      return void (await answer(checklistCard(await seeChecklist(ctx, where))));
    }
    const places = await workspacesRunBy(ctx, actor);
    const [only, ...others] = places;
    if (!only) return void (await answer(noticeCard(words.here)));
    if (others.length === 0)
      return void (await answer(checklistCard(await seeChecklist(ctx, { platform, workspace: only.id }))));
    const buttons = places
      .slice(0, 10)
      .map(({ id, title }) => [
        { press: pressId("checklist", id), label: title, style: "secondary" as const },
      ]);
    await answer(noticeCard(words.pick, { buttons }));
  },
};
