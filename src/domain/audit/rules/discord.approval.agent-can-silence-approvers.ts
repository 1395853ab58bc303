import { flags, namesOf } from "../../discord/flags.ts";
import { rolesOfApprovers, standsAbove } from "../discord-approvals.ts";
import { withoutBits } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import { moveBelow } from "../discord-roles.ts";
import type { Raised } from "../finding.ts";
import { list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

const silencing = flags.KICK_MEMBERS | flags.BAN_MEMBERS | flags.MODERATE_MEMBERS;

export const agentCanSilenceApprovers: Rule = {
  id: "discord.approval.agent-can-silence-approvers",
  platform: "discord",
  title: "Can remove the people who approve",
  what: "A bot that can time out, kick or ban stands above the approvers.",
  why: "An agent that was denied once could get rid of whoever denies. A timed-out approver can't press anything.",
  category: "damage",
  severity: "high",
  ceiling: "high",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: ["approvers"],
  fix: "settings",
  byHand: [
    "Server Settings → Roles: drag the approver role above the bot's role.",
    "Or take Timeout, Kick and Ban from the bot's role.",
  ],
  wrong: [
    "Approvers may have another, higher role that protects them; Countersign does not read the whole member list.",
    "The owner of the server can't be touched by anybody.",
  ],
  standards: [
    standards.humanInTheLoop,
    standards.toolMisuse,
    standards.separationOfDuties,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const bits = agent.own & silencing;
      const roles = rolesOfApprovers(view).filter((role) => standsAbove(agent, role));
      if (agent.unlimited || bits === 0n || roles.length === 0) return [];
      const needed = (bits & agent.need.may) !== 0n;
      return [
        {
          subject: agent.subject,
          key: `${namesOf(bits).join(" ")} ${roles.map((role) => role.id).join(" ")}`,
          claim: say("{bot} holds {permissions} and stands above {names}, the people who approve.", {
            bot: { said: agent.subject.name },
            permissions: labels(bits),
            names: list(roles.map((role) => ({ said: role.name }))),
          }),
          evidence: [say("the position of its highest role")],
          remedy: needed ? moveBelow(agent, roles) : withoutBits(view, agent, bits),
        },
      ];
    }),
};
