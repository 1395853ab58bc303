import { noticeCard } from "../cards/notice.ts";
import { endings, writePast } from "../domain/approval/past-filter.ts";
import { pressId } from "../platforms/platform.ts";
import { powersOf } from "../use-cases/powers.ts";
import { showApprovals } from "../use-cases/show-approvals.ts";
import { approval, glance } from "../words/index.ts";
import type { Command } from "./command.ts";

/** `/approvals [show] [agent]`: what waits for a decision, what people let be approved without one, and how requests ended. */
export const approvals: Command = {
  spec: {
    name: "approvals",
    description: () => approval.list.description,
    options: [
      { name: "show", description: () => glance.past.specs.show, required: false, kind: "text" },
      { name: "agent", description: () => glance.past.specs.agent, required: false, kind: "agent" },
    ],
    // Approvers need it too, who may hold no manager's right.
    managersOnly: false,
    inPrivate: true,
  },
  async run(ctx, { actor, options, place, reply }) {
    const wanted = options["show"]?.trim().toLowerCase() ?? "all";
    const ended = endings.find((one) => one === wanted || glance.past.show[one].toLowerCase() === wanted);
    if (!ended) return void (await reply(noticeCard(glance.past.badShow), { private: true }));
    const filter = { ended, agent: options["agent"] ?? null };
    const show = async (workspace: string) => await showApprovals(ctx, { actor, workspace, page: 0, filter });
    if (place.workspace !== null) return void (await reply(await show(place.workspace), { private: true }));
    const { places } = await powersOf(ctx, actor, null);
    const [only, ...others] = places;
    const buttons = places.slice(0, 10).map(({ workspace: { id, title } }) => [
      {
        press: pressId("approvals", id, "0", ...writePast({ ended, agent: null })),
        label: title ?? id,
        style: "secondary" as const,
      },
    ]);
    const card =
      only === undefined
        ? noticeCard(glance.nowhere)
        : others.length === 0
          ? await show(only.workspace.id)
          : noticeCard(glance.pick, { buttons });
    await reply(card, { private: true });
  },
};
