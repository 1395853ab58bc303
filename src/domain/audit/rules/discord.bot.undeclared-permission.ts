import { namesOf } from "../../discord/flags.ts";
import { cleanOverwrite } from "../discord-channels.ts";
import { withoutBits } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import { spokenForBits, worstOf } from "../discord-weights.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { beyond } from "../words.ts";

export const undeclaredPermission: Rule = {
  id: "discord.bot.undeclared-permission",
  platform: "discord",
  title: "More permissions than needed",
  what: "A bot holds permissions, in its roles or in the permissions of single channels, that its manifest does not declare or its purpose does not need.",
  why: "Every spare permission is something that a prompt injection can use. A permission nobody explained is one nobody will miss.",
  category: "exposure",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "reinvite",
  byHand: [
    "Server Settings → Roles → the bot's role → Permissions: turn off what its manifest does not list, save.",
    "For a single channel: Edit Channel → Permissions → the bot, set the permission back to / (neutral).",
    "Or declare the permission in the manifest, with its why.",
  ],
  wrong: [
    "Without a manifest the bot is judged by its declared purpose or the guide's core set, and by what it was seen using; that may not be everything it does.",
    "What @everyone holds is not counted against the bot here.",
    "Administrator, Manage Server and other powers with a rule of their own are not repeated here.",
  ],
  standards: [
    standards.excessiveAgency,
    standards.identityAbuse,
    standards.overprivileged,
    standards.leastPrivilegeViolation,
    standards.leastPrivilege,
    standards.accessReview,
  ],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const spare = agent.excess & ~spokenForBits;
      const found: Raised[] = [];
      if (spare !== 0n)
        found.push({
          subject: agent.subject,
          key: namesOf(spare).join(" "),
          severity: (spare & agent.need.never) === 0n ? worstOf(spare) : "high",
          claim: say("{bot} holds {permissions}: that is {beyond}.", {
            bot: { said: agent.subject.name },
            permissions: labels(spare),
            beyond: beyond(agent),
          }),
          evidence: agent.roles
            .filter((role) => (role.permissions & spare) !== 0n)
            .map((role) =>
              say("the role {role} grants {permissions}", {
                role: { said: role.name },
                permissions: labels(role.permissions & spare),
              }),
            ),
          remedy: withoutBits(view, agent, spare),
        });
      if (agent.administrator) return found;
      for (const id of [agent.id, agent.managed?.id])
        for (const { channel, overwrite } of view.overwrites.get(id ?? "") ?? []) {
          const extra = overwrite.allow & ~agent.need.may & ~agent.own;
          if (extra === 0n) continue;
          found.push({
            subject: agent.subject,
            object: { kind: "channel", id: channel.id, name: channel.name },
            key: `${overwrite.kind} ${namesOf(extra).join(" ")}`,
            severity: (extra & agent.need.never) === 0n ? worstOf(extra) : "high",
            claim: say("{bot} holds {permissions} in {channel}: that is {beyond}.", {
              bot: { said: agent.subject.name },
              permissions: labels(extra),
              channel: { channel: channel.name },
              beyond: beyond(agent),
            }),
            evidence: [say("the permissions of {channel} grant it", { channel: { channel: channel.name } })],
            remedy: cleanOverwrite(agent, channel, overwrite, extra),
          });
        }
      return found;
    }),
};
