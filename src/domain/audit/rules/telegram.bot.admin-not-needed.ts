import { counted, say } from "../phrase.ts";
import { worst } from "../severity.ts";
import { adminRight } from "../../telegram/rights.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { dismiss } from "../telegram-fix.ts";
import { beyond } from "../words.ts";

export const adminNotNeeded: Rule = {
  id: "telegram.bot.admin-not-needed",
  platform: "telegram",
  title: "Administrator without need",
  what: "A bot is an administrator of a group although neither its manifest nor its purpose needs that.",
  why: "An administrator reads every message and can act on people. Most agents only have to answer, and ordinary members can do that.",
  category: "escalation",
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
    "Tap Dismiss Admin. The bot stays in the group as an ordinary member.",
    "If it has to be an administrator, write the rights it needs into its manifest, each with its why.",
  ],
  wrong: [
    "The bot may do something that its declared purpose does not mention; then declare it.",
    "In channels bots can only be administrators, so this rule does not look there.",
  ],
  standards: [
    standards.excessiveAgency,
    standards.identityAbuse,
    standards.overprivileged,
    standards.privilegedAgent,
    standards.unnecessaryPrivileges,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => agent.admin && !agent.need.admin)
      .map((agent) => ({
        subject: agent.subject,
        severity:
          worst(agent.excess.map((key) => adminRight(key)?.severity ?? "medium")) === "low" ||
          agent.excess.length === 0
            ? "medium"
            : "high",
        claim:
          agent.excess.length > 0
            ? counted(
                agent.excess.length,
                "{bot} is an administrator with one right that matters: that is {beyond}.",
                "{bot} is an administrator with {n} rights that matter: that is {beyond}.",
                { bot: { said: agent.member.name }, beyond: beyond(agent) },
              )
            : say("{bot} is an administrator: that is {beyond}.", {
                bot: { said: agent.member.name },
                beyond: beyond(agent),
              }),
        evidence: agent.member.rights.map((key) => say("holds {right}", { right: { rights: [key] } })),
        remedy: dismiss(view, agent),
      })),
};
