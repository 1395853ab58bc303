import { answerAudit } from "../answer-audit.ts";
import type { Press } from "./press.ts";

/** One of the places offered to somebody who typed /audit in a private chat. */
export const audit: Press = {
  verb: "audit",
  run: (ctx, event, [workspace]) => answerAudit(ctx, { ...event, name: "audit" }, workspace ?? "", null),
};
