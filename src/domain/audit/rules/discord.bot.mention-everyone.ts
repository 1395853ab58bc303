import { flags } from "../../discord/flags.ts";
import { withoutBits } from "../discord-fix.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { beyond } from "../words.ts";

export const mentionEveryone: Rule = {
  id: "discord.bot.mention-everyone",
  platform: "discord",
  title: "Can ping everybody",
  what: "A bot holds Mention @everyone, @here, and All Roles without needing it.",
  why: "Whoever talks the agent into one sentence can ring every phone on the server, with a phishing link in it.",
  category: "damage",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "reinvite",
  byHand: [
    "Server Settings → Roles → the bot's role → Permissions.",
    "Turn off Mention @everyone, @here, and All Roles, save.",
    "If it announces things, let it mention one role that people can choose themselves.",
  ],
  wrong: [
    "The bot's own code may never let a mention through.",
    "Roles that anybody may mention can be pinged without this permission.",
  ],
  standards: [
    standards.excessiveAgency,
    standards.promptInjection,
    standards.overprivileged,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => (agent.excess & flags.MENTION_EVERYONE) !== 0n)
      .map((agent) => ({
        subject: agent.subject,
        severity:
          (agent.need.never & flags.MENTION_EVERYONE) === 0n ? ("medium" as const) : ("high" as const),
        claim: say("{bot} can ping everybody at once: that is {beyond}.", {
          bot: { said: agent.subject.name },
          beyond: beyond(agent),
        }),
        evidence: agent.roles
          .filter((role) => (role.permissions & flags.MENTION_EVERYONE) !== 0n)
          .map((role) => say("the role {role} grants it", { role: { said: role.name } })),
        remedy: withoutBits(view, agent, flags.MENTION_EVERYONE),
      })),
};
