import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeRights } from "../telegram-fix.ts";

export const agentCanDeleteCard: Rule = {
  id: "telegram.approval.agent-can-delete-card",
  platform: "telegram",
  title: "Can delete approval cards",
  what: "A bot may delete messages in the chat where people approve or deny.",
  why: "It can make a request vanish before anybody decides, and Telegram tells other bots nothing about deletions.",
  category: "damage",
  severity: "high",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: ["approvals-place"],
  fix: "settings",
  byHand: [
    "Group profile → Edit → Administrators → the bot: turn off Delete Messages and save.",
    "If it moderates this chat and needs the right, decide approvals in another chat (places.approvals).",
  ],
  wrong: [
    "Countersign's ledger keeps every decision, whatever happens to the cards; this is about what people see.",
  ],
  standards: [
    standards.trustExploitation,
    standards.humanInTheLoop,
    standards.destruction,
    standards.insufficientLogging,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => agent.member.rights.includes("can_delete_messages"))
      .map((agent) => {
        const remedy = takeRights(view, agent, ["can_delete_messages"]);
        return {
          subject: agent.subject,
          claim: say("{bot} can delete approval cards in this chat.", { bot: { said: agent.member.name } }),
          evidence: [
            say("{right} is on, and approvals are decided here", {
              right: { code: "can_delete_messages" },
            }),
          ],
          remedy: agent.need.rights.includes("can_delete_messages")
            ? {
                ...remedy,
                steps: [
                  ...remedy.steps,
                  say("Or, if it has to moderate here, decide approvals in another chat: places.approvals."),
                ],
              }
            : remedy,
        };
      }),
};
