import { flags } from "../../discord/flags.ts";
import { approvalChannels, denyIn, hasIn } from "../discord-approvals.ts";
import { labels } from "../discord-labels.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

const burying = flags.MANAGE_MESSAGES | flags.MANAGE_THREADS | flags.MANAGE_CHANNELS | flags.PIN_MESSAGES;

export const agentCanDeleteRecord: Rule = {
  id: "discord.approval.agent-can-delete-record",
  platform: "discord",
  title: "Can delete or hide approval cards",
  what: "A bot holds Manage Messages, Manage Threads, Manage Channel or Pin Messages in the channel where people approve or deny.",
  why: "It can make a request vanish before anybody decides, or the trace of a decision afterwards. Discord does not log single messages that bots delete.",
  category: "damage",
  severity: "high",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "channel",
  observability: "auto",
  needs: ["approvals-place"],
  fix: "settings",
  byHand: [
    "Open the approvals channel → Edit Channel → Permissions → add the bot.",
    "Set Manage Messages, Manage Threads, Manage Channel and Pin Messages to ✕, save.",
  ],
  wrong: [
    "Countersign's ledger keeps every decision, whatever happens to the cards; this is about what people see.",
    "Administrators are not repeated here.",
  ],
  standards: [
    standards.trustExploitation,
    standards.humanInTheLoop,
    standards.destruction,
    standards.insufficientLogging,
    standards.auditReview,
  ],
  check: (view) =>
    approvalChannels(view).flatMap((channel) =>
      view.agents.flatMap((agent): Raised[] => {
        if (agent.unlimited) return [];
        const bits = hasIn(view, agent, channel, burying);
        if (bits === 0n) return [];
        const names = { bot: { said: agent.subject.name }, channel: { channel: channel.name } };
        return [
          {
            subject: agent.subject,
            object: { kind: "channel", id: channel.id, name: channel.name },
            severity: bits === flags.PIN_MESSAGES ? "low" : "high",
            claim:
              bits === flags.PIN_MESSAGES
                ? say("{bot} can pin and unpin cards in {channel}, where approvals are decided.", names)
                : say("{bot} can delete or hide cards in {channel}, where approvals are decided.", names),
            evidence: [say("it has {permissions} there", { permissions: labels(bits, "channel") })],
            remedy: denyIn(agent, channel, bits),
          },
        ];
      }),
    ),
};
