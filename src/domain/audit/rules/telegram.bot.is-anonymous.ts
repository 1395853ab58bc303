import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeRights } from "../telegram-fix.ts";

export const isAnonymous: Rule = {
  id: "telegram.bot.is-anonymous",
  platform: "telegram",
  title: "Acts under the group's name",
  what: "An administrator bot has Remain Anonymous turned on.",
  why: "What it posts looks as if the group itself had said it, and nobody can tell afterwards who did what.",
  category: "credentials",
  severity: "high",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Open the group's profile, tap the pencil (Edit), then Administrators, then the bot.",
    "Turn off Remain Anonymous and save.",
  ],
  wrong: ["In a channel posts carry the channel's name anyway; there this rule does not look."],
  standards: [
    standards.trustExploitation,
    standards.identityAbuse,
    standards.insufficientLogging,
    standards.auditReview,
  ],
  check: (view) =>
    view.agents
      .filter(
        (agent) => agent.member.rights.includes("is_anonymous") && view.snapshot.chat.type !== "channel",
      )
      .map((agent) => ({
        subject: agent.subject,
        claim: say("{bot} acts under the group's own name.", { bot: { said: agent.member.name } }),
        evidence: [say("{right} is on", { right: { code: "is_anonymous" } })],
        remedy: takeRights(view, agent, ["is_anonymous"]),
      })),
};
