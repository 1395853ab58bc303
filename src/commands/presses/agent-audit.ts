import { answerAudit } from "../answer-audit.ts";
import type { Press } from "./press.ts";

/** Its findings, on the card of one agent. */
export const agentAudit: Press = {
  verb: "agent-audit",
  run: (ctx, event, [workspace = "", userId = ""]) =>
    answerAudit(ctx, { ...event, name: "audit" }, workspace, userId),
};
