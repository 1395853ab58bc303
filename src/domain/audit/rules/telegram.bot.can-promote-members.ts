import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeRights } from "../telegram-fix.ts";

export const canPromoteMembers: Rule = {
  id: "telegram.bot.can-promote-members",
  platform: "telegram",
  title: "Can make administrators",
  what: "A bot holds Add New Admins.",
  why: "One successful trick on the agent and a stranger is an administrator with every right the agent has. No agent needs this.",
  category: "escalation",
  severity: "critical",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Open the chat's profile, tap the pencil (Edit), then Administrators, then the bot.",
    "Turn off Add New Admins and save.",
    "Check the administrators the bot has already made: taking the right away does not take theirs.",
  ],
  wrong: [
    "Telegram limits bots that edit other bots' rights, so it may only be able to promote people.",
    "Administrators that it promoted earlier are not judged here.",
  ],
  standards: [
    standards.excessiveAgency,
    standards.identityAbuse,
    standards.overprivileged,
    standards.incorrectPrivilege,
    standards.leastPrivilege,
    standards.separationOfDuties,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => agent.member.rights.includes("can_promote_members"))
      .map((agent) => ({
        subject: agent.subject,
        claim: say("{bot} can make others administrators of this chat.", {
          bot: { said: agent.member.name },
        }),
        evidence: [say("{right} is on", { right: { code: "can_promote_members" } })],
        remedy: takeRights(view, agent, ["can_promote_members"]),
      })),
};
