import { noticeCard } from "../cards/notice.ts";
import { pressId } from "../platforms/platform.ts";
import { powersOf } from "../use-cases/powers.ts";
import { showApprovals } from "../use-cases/show-approvals.ts";
import { approval, glance } from "../words/index.ts";
import type { Command } from "./command.ts";

/** `/approvals`: what waits for a decision, what people let be approved without one, and how requests ended. */
export const approvals: Command = {
  spec: {
    name: "approvals",
    description: () => approval.list.description,
    options: [],
    // Approvers need it too, who may hold no manager's right.
    managersOnly: false,
    inPrivate: true,
  },
  async run(ctx, { actor, place, reply }) {
    const show = async (workspace: string) => await showApprovals(ctx, { actor, workspace, page: 0 });
    if (place.workspace !== null) return void (await reply(await show(place.workspace), { private: true }));
    const { places } = await powersOf(ctx, actor, null);
    const [only, ...others] = places;
    const buttons = places
      .slice(0, 10)
      .map(({ workspace: { id, title } }) => [
        { press: pressId("approvals", id, "0"), label: title ?? id, style: "secondary" as const },
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
