import { readPast } from "../../domain/approval/past-filter.ts";
import { showApprovals } from "../../use-cases/show-approvals.ts";
import type { Press } from "./press.ts";

/** Another page of `/approvals`, other ones of them, or one of the places offered there: shown where the button was. */
export const approvals: Press = {
  verb: "approvals",
  async run(ctx, { actor, reply }, [workspace = "", number = "", ...rest]) {
    const page = /^\d{1,4}$/.test(number) ? Number(number) : 0;
    await reply(await showApprovals(ctx, { actor, workspace, page, filter: readPast(rest) }), {
      private: true,
      instead: true,
    });
  },
};
