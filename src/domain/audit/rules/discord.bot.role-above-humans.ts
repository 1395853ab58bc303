import { flags, namesOf } from "../../discord/flags.ts";
import { standsAbove } from "../discord-approvals.ts";
import { labels } from "../discord-labels.ts";
import { moveBelow } from "../discord-roles.ts";
import { dangerousBits } from "../discord-weights.ts";
import type { Raised } from "../finding.ts";
import { list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { byId } from "../view-discord.ts";

/** What the order of roles limits. */
const ranked =
  flags.KICK_MEMBERS |
  flags.BAN_MEMBERS |
  flags.MODERATE_MEMBERS |
  flags.MANAGE_ROLES |
  flags.MANAGE_NICKNAMES;

export const roleAboveHumans: Rule = {
  id: "discord.bot.role-above-humans",
  platform: "discord",
  title: "Stands above the moderators",
  what: "A bot that can act on members stands above roles that carry moderation permissions.",
  why: "It can time out, kick or rename the very people who would stop it.",
  category: "damage",
  severity: "low",
  ceiling: "medium",
  confidence: "medium",
  persona: "pedantic",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: ["Server Settings → Roles: drag the bot's role below the moderators' role."],
  wrong: [
    "Moderation bots are often put on top on purpose, so that they can act on anybody.",
    "Who has those roles can't be seen: they may be empty.",
  ],
  standards: [standards.separationOfDuties, standards.leastPrivilege],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const bits = agent.own & ranked;
      if (agent.unlimited || bits === 0n) return [];
      const below = view.snapshot.guild.roles
        .filter((role) => role.id !== view.everyone.id && !role.managed && !agent.roles.includes(role))
        .filter((role) => (role.permissions & dangerousBits) !== 0n && standsAbove(agent, role))
        .sort((a, b) => byId(a.id, b.id));
      if (below.length === 0) return [];
      return [
        {
          subject: agent.subject,
          key: `${namesOf(bits).join(" ")} ${below.map((role) => role.id).join(" ")}`,
          claim: say("{bot} holds {permissions} and stands above {names}.", {
            bot: { said: agent.subject.name },
            permissions: labels(bits),
            names: list(below.map((role) => ({ said: role.name }))),
          }),
          evidence: below.map((role) =>
            say("{role} carries {permissions}", {
              role: { said: role.name },
              permissions: labels(role.permissions & dangerousBits),
            }),
          ),
          remedy: moveBelow(agent, below),
        },
      ];
    }),
};
