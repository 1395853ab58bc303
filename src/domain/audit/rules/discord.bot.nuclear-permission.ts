import { flags, namesOf } from "../../discord/flags.ts";
import { withoutBits } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import { nuclearBits } from "../discord-weights.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { beyond } from "../words.ts";

export const nuclearPermission: Rule = {
  id: "discord.bot.nuclear-permission",
  platform: "discord",
  title: "Power over the server or its members",
  what: "A bot holds Manage Server, Manage Roles, Manage Channels, Ban Members or Kick Members without needing it.",
  why: "These remove people, channels and other bots, Countersign included. They are almost never necessary for an AI agent.",
  category: "damage",
  severity: "high",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "reinvite",
  byHand: [
    "Server Settings → Roles → the bot's role → Permissions.",
    "Turn off Manage Server, Manage Roles, Manage Channels, Ban Members and Kick Members, save.",
    "If the bot's job needs one of them, write it into its manifest with its why, and put it behind an approval.",
  ],
  wrong: [
    "Without a manifest the bot is judged by its declared purpose, which may not mention everything it does.",
    "The position of its role limits whom it can ban and which roles it can hand out; that is judged by other rules.",
  ],
  standards: [
    standards.excessiveAgency,
    standards.toolMisuse,
    standards.overprivileged,
    standards.privilegedAgent,
    standards.destruction,
    standards.unnecessaryPrivileges,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents.flatMap((agent) => {
      const held = agent.excess & nuclearBits;
      if (held === 0n) return [];
      return [
        {
          subject: agent.subject,
          key: namesOf(held).join(" "),
          severity: (held & (flags.MANAGE_GUILD | agent.need.never)) === 0n ? "high" : "critical",
          claim: say("{bot} holds {permissions}: that is {beyond}.", {
            bot: { said: agent.subject.name },
            permissions: labels(held),
            beyond: beyond(agent),
          }),
          matters:
            (held & flags.MANAGE_GUILD) === 0n
              ? say("It can act on members, channels or roles.")
              : say("Manage Server can remove other bots, Countersign included."),
          evidence: agent.roles
            .filter((role) => (role.permissions & held) !== 0n)
            .map((role) =>
              say("the role {role} grants {permissions}", {
                role: { said: role.name },
                permissions: labels(role.permissions & held),
              }),
            ),
          remedy: withoutBits(view, agent, held),
        },
      ];
    }),
};
