import { flags } from "../../discord/flags.ts";
import type { Role } from "../../discord/snapshot.ts";
import { approverRoles } from "../discord-approvals.ts";
import { labels } from "../discord-labels.ts";
import { closeRole } from "../discord-roles.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Phrase } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

/** Whoever holds one of these can take the server, or its members, apart. */
const POWER =
  flags.ADMINISTRATOR |
  flags.MANAGE_GUILD |
  flags.MANAGE_ROLES |
  flags.MANAGE_WEBHOOKS |
  flags.BAN_MEMBERS |
  flags.KICK_MEMBERS;

export const selfServiceApprover: Rule = {
  id: "discord.approval.self-service-approver",
  platform: "discord",
  title: "Power that people give themselves",
  what: "Members can pick a role in onboarding, or an app hands it out as a linked role, and the role may approve or holds power over the server.",
  why: "An approval is worth as much as the care with which approvers are chosen. Nobody chooses here: whoever joins, or whoever writes the app's data, decides.",
  category: "escalation",
  severity: "critical",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "role",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Server Settings → Onboarding → Questions: take the role out of every answer.",
    "Server Settings → Roles → the role → Links: take its requirements away.",
    "Look through its members, and take the role from those who should not have it.",
  ],
  wrong: [
    "What an app asks for before it hands out a linked role can't be seen: it may be strict.",
    "Only what the role gives in the whole server is looked at, not what single channels allow it.",
    "Agents that have policies of their own may name other approvers; only the workspace's are looked at.",
  ],
  standards: [
    standards.humanInTheLoop,
    standards.separationOfDuties,
    standards.incorrectPrivilege,
    standards.accessGranting,
  ],
  check: (view) =>
    [...view.roles.values()].flatMap((role): Raised[] => {
      if (role === view.everyone || !(role.inPrompt || role.linked)) return [];
      const approves = approverRoles(view).includes(role);
      const power = role.permissions & ~view.everyone.permissions & POWER;
      if (!approves && power === 0n) return [];
      return [
        {
          subject: { kind: "role", id: role.id, name: role.name },
          severity: approves ? "critical" : "high",
          claim: approves ? approverClaim(role) : powerClaim(role, power),
          evidence: [
            ...(role.inPrompt ? [say("Discord marks it as an answer in onboarding")] : []),
            ...(role.linked ? [say("Discord marks it as a linked role")] : []),
          ],
          remedy: closeRole(role),
        },
      ];
    }),
};

function approverClaim({ name, inPrompt }: Role): Phrase {
  const role = { said: name };
  return inPrompt
    ? say("Whoever joins can pick {role}, whose members approve what agents may do.", { role })
    : say("An app hands out {role}, whose members approve what agents may do.", { role });
}

function powerClaim({ name, inPrompt }: Role, power: bigint): Phrase {
  const gaps = { role: { said: name }, permissions: labels(power) };
  return inPrompt
    ? say("Whoever joins can pick {role}, which gives {permissions}.", gaps)
    : say("An app hands out {role}, which gives {permissions}.", gaps);
}
