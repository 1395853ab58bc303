import { flags } from "../../discord/flags.ts";
import { withoutBits } from "../discord-fix.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const adminBypassesChannelScope: Rule = {
  id: "discord.bot.admin-bypasses-channel-scope",
  platform: "discord",
  title: "Its channel limits do nothing",
  what: "A bot is meant for chosen channels, but as an administrator it sees all of them whatever their permissions say.",
  why: "The owner believes that the bot is locked into its channels. Discord ignores every channel permission for administrators.",
  category: "exfiltration",
  severity: "high",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "reinvite",
  byHand: [
    "Take Administrator away: Server Settings → Roles → the bot's role → Permissions.",
    "Then look at the permissions of its channels.",
  ],
  wrong: ["The bot's own settings may keep it to its channels; Discord does not."],
  standards: [
    standards.sensitiveDisclosure,
    standards.excessiveAgency,
    standards.wrongPermission,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => agent.administrator && agent.need.channels !== null)
      .map((agent) => ({
        subject: agent.subject,
        claim: say(
          "{bot} is meant for chosen channels, but sees all {channels}, because it is an administrator.",
          { bot: { said: agent.subject.name }, channels: view.totalChannels },
        ),
        evidence: [say("administrators are above every channel permission")],
        remedy: withoutBits(view, agent, flags.ADMINISTRATOR),
      })),
};
