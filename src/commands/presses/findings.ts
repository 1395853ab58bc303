import { readFilter } from "../../domain/audit/finding-filter.ts";
import { showFindings } from "../../use-cases/show-findings.ts";
import { refusalFor } from "../may.ts";
import type { Press } from "./press.ts";

/** Another page of `/findings`, or other ones of them: shown where the button was. */
export const findings: Press = {
  verb: "findings",
  async run(ctx, { actor, reply }, [workspace = "", ...rest]) {
    const refusal = await refusalFor(ctx, { actor, name: "findings" }, workspace);
    if (refusal) return void (await reply(refusal, { private: true }));
    const number = rest[3] ?? "";
    const page = /^\d{1,4}$/.test(number) ? Number(number) : 0;
    const where = { platform: actor.platform, workspace };
    const card = await showFindings(ctx, where, { ...readFilter(rest), page });
    await reply(card, { private: true, instead: true });
  },
};
