import { flags } from "../../discord/flags.ts";
import { approverRoles, standsAbove } from "../discord-approvals.ts";
import { withoutBits } from "../discord-fix.ts";
import { moveBelow } from "../discord-roles.ts";
import type { Raised } from "../finding.ts";
import { list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const agentCanGrantApproverRole: Rule = {
  id: "discord.approval.agent-can-grant-approver-role",
  platform: "discord",
  title: "Can make approvers",
  what: "A bot with Manage Roles stands above a role whose members may approve.",
  why: "It can hand the role to an accomplice, who then approves what the bot asks for. Bots themselves never vote, but people they choose would.",
  category: "escalation",
  severity: "critical",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: ["approvers"],
  fix: "reinvite",
  byHand: [
    "If the bot does not need Manage Roles: Server Settings → Roles → the bot's role → Permissions, turn it off.",
    "If it does: Server Settings → Roles, drag the approver role above the bot's role.",
  ],
  wrong: [
    "Agents that have policies of their own may name other approvers; only the workspace's are looked at.",
    "Administrators are not repeated here.",
  ],
  standards: [
    standards.humanInTheLoop,
    standards.identityAbuse,
    standards.separationOfDuties,
    standards.incorrectPrivilege,
    standards.accessGranting,
  ],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      if (agent.unlimited || (agent.own & flags.MANAGE_ROLES) === 0n) return [];
      const roles = approverRoles(view).filter((role) => !role.managed && standsAbove(agent, role));
      if (roles.length === 0) return [];
      const needed = (agent.need.may & flags.MANAGE_ROLES) !== 0n;
      return [
        {
          subject: agent.subject,
          key: roles.map((role) => role.id).join(" "),
          claim: say("{bot} can hand out {names}, whose members approve what agents may do.", {
            bot: { said: agent.subject.name },
            names: list(roles.map((role) => ({ said: role.name }))),
          }),
          evidence: [say("it holds Manage Roles, and its highest role stands above")],
          remedy: needed ? moveBelow(agent, roles) : withoutBits(view, agent, flags.MANAGE_ROLES),
        },
      ];
    }),
};
