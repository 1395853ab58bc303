import { flags, namesOf } from "../../discord/flags.ts";
import { standsAbove } from "../discord-approvals.ts";
import { withoutBits } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import { moveBelow } from "../discord-roles.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { topRole } from "../view-discord.ts";

const removing = flags.KICK_MEMBERS | flags.BAN_MEMBERS | flags.MANAGE_ROLES;

export const agentOutranksCountersign: Rule = {
  id: "discord.approval.agent-outranks-countersign",
  platform: "discord",
  title: "Can remove Countersign",
  what: "A bot that can kick, ban or change roles stands above Countersign.",
  why: "It can throw out the one that watches it, or take its role away. Then nothing needs an approval any more.",
  category: "damage",
  severity: "high",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: ["self"],
  fix: "settings",
  byHand: [
    "Server Settings → Roles: drag Countersign's role above every bot that can kick, ban or manage roles.",
  ],
  wrong: [
    "Manage Server can remove Countersign whatever the order of roles; the rule about powers over the server says that.",
    "Administrators are not repeated here.",
  ],
  standards: [
    standards.humanInTheLoop,
    standards.rogueAgents,
    standards.separationOfDuties,
    standards.telemetry,
  ],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const own = view.self === null ? null : topRole(view.self);
      const bits = agent.own & removing;
      if (own === null || agent.unlimited || bits === 0n || !standsAbove(agent, own)) return [];
      const needed = (bits & agent.need.may) !== 0n;
      return [
        {
          subject: agent.subject,
          object: { kind: "role", id: own.id, name: own.name },
          key: namesOf(bits).join(" "),
          claim: say("{bot} holds {permissions} and stands above Countersign, so it can remove it.", {
            bot: { said: agent.subject.name },
            permissions: labels(bits),
          }),
          evidence: [
            say("its highest role {role} stands above {own}", {
              role: { said: topRole(agent)?.name ?? "" },
              own: { said: own.name },
            }),
          ],
          remedy: needed ? moveBelow(agent, [own]) : withoutBits(view, agent, bits),
        },
      ];
    }),
};
