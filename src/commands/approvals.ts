import { approvalsCard } from "../cards/approvals.ts";
import { noticeCard } from "../cards/notice.ts";
import { listApprovals } from "../use-cases/list-approvals.ts";
import { approval } from "../words/en/approval.ts";
import type { Command } from "./command.ts";
import { refusalFor } from "./may.ts";

/** `/approvals`: what waits for a decision here, and what people let be approved without one. Only where it happens. */
export const approvals: Command = {
  spec: {
    name: "approvals",
    description: approval.list.description,
    options: [],
    managersOnly: true,
    inPrivate: false,
  },
  async run(ctx, event) {
    const { platform, workspace } = event.place;
    if (!workspace) {
      await event.reply(noticeCard(approval.list.elsewhere), { private: true });
      return;
    }
    const refused = await refusalFor(ctx, event, workspace);
    const { pending, remembered } = refused
      ? { pending: [], remembered: [] }
      : await listApprovals(ctx, platform, workspace);
    await event.reply(refused ?? approvalsCard(platform, pending, remembered), { private: true });
  },
};
