import { flags } from "../../discord/flags.ts";
import type { Role } from "../../discord/snapshot.ts";
import { withoutBits } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import { moveBelow } from "../discord-roles.ts";
import { dangerousBits } from "../discord-weights.ts";
import { counted, list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { byId, higher, topRole } from "../view-discord.ts";
import type { DiscordAgent, DiscordView } from "../view-discord.ts";

export const roleCanGrantHigher: Rule = {
  id: "discord.bot.role-can-grant-higher",
  platform: "discord",
  title: "Can give itself more power",
  what: "A bot with Manage Roles stands above a role that carries dangerous permissions it does not have itself.",
  why: "It may hand that role to itself or to anybody. Discord does not check whether the role is more powerful than the bot.",
  category: "escalation",
  severity: "high",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "reinvite",
  byHand: [
    "If the bot does not need Manage Roles: Server Settings → Roles → the bot's role → Permissions, turn it off.",
    "If it does: Server Settings → Roles, drag its role below every role that carries more than the bot should have.",
  ],
  wrong: [
    "Only the first step is looked at: what it could reach through a role it made itself is not counted.",
    "Roles that belong to other bots can't be handed out, and are left out here.",
  ],
  standards: [
    standards.identityAbuse,
    standards.excessiveAgency,
    standards.overprivileged,
    standards.incorrectPrivilege,
    standards.leastPrivilege,
    standards.separationOfDuties,
  ],
  check: (view) =>
    view.agents.flatMap((agent) => {
      const reachable = grantable(view, agent);
      if (reachable.length === 0) return [];
      const bits = reachable.reduce((mask, role) => mask | role.permissions, 0n) & dangerousBits & ~agent.own;
      const needed = (agent.need.may & flags.MANAGE_ROLES) !== 0n;
      return [
        {
          subject: agent.subject,
          key: reachable.map((role) => role.id).join(" "),
          severity:
            (bits & (flags.ADMINISTRATOR | flags.MANAGE_GUILD)) === 0n
              ? ("high" as const)
              : ("critical" as const),
          claim: counted(
            reachable.length,
            "{bot} can hand out {roles}, and with it {permissions}.",
            "{bot} can hand out {roles}, and with them {permissions}.",
            {
              bot: { said: agent.subject.name },
              roles: list(reachable.map((role) => ({ said: role.name }))),
              permissions: labels(bits),
            },
          ),
          evidence: reachable.map((role) =>
            say("{role} stands below its highest role and grants {permissions}", {
              role: { said: role.name },
              permissions: labels(role.permissions & dangerousBits),
            }),
          ),
          remedy: needed ? moveBelow(agent, reachable) : withoutBits(view, agent, flags.MANAGE_ROLES),
        },
      ];
    }),
};

function grantable(view: DiscordView, agent: DiscordAgent): Role[] {
  const top = topRole(agent);
  if (top === null || agent.administrator || (agent.own & flags.MANAGE_ROLES) === 0n) return [];
  return view.snapshot.guild.roles
    .filter((role) => role.id !== view.everyone.id && !role.managed && higher(top, role))
    .filter((role) => (role.permissions & dangerousBits & ~agent.own) !== 0n)
    .sort((a, b) => byId(a.id, b.id));
}
