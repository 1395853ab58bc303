import { CHANNEL_BITS, namesOf } from "../../discord/flags.ts";
import { hasIn } from "../discord-approvals.ts";
import { isAllowed } from "../discord-channels.ts";
import { labels } from "../discord-labels.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import type { DiscordAgent, DiscordView } from "../view-discord.ts";

export const missingDeclaredPermission: Rule = {
  id: "discord.bot.missing-declared-permission",
  platform: "discord",
  title: "Lacks what it is declared to need",
  what: "A manifest requires a permission that the bot does not have, in the server or in any of its channels.",
  why: "Either the bot will fail when it tries, or the manifest asks for too much. A manifest that nobody corrects protects nobody.",
  category: "exposure",
  severity: "info",
  ceiling: "low",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "declare",
  byHand: [
    "If the bot works without it, take the permission out of the manifest.",
    "If it does not, turn the permission on in the bot's role. That gives it more than today, so somebody other than its owner should agree.",
  ],
  wrong: [
    "It may hold the permission in a channel that Countersign can't see.",
    "It may need it so rarely that nobody has noticed.",
  ],
  standards: [standards.reviewPrivileges, standards.accessReview],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      if (agent.unlimited || agent.member === null) return [];
      const missing = lacking(view, agent);
      if (missing === 0n) return [];
      return [
        {
          subject: agent.subject,
          key: namesOf(missing).join(" "),
          claim: say("{bot} is declared to need {permissions}, and does not have it.", {
            bot: { said: agent.subject.name },
            permissions: labels(missing),
          }),
          evidence: [say("its manifest requires it")],
          remedy: {
            kind: "declare",
            summary: say("Take {permissions} out of the manifest of {bot}, if it works without.", {
              permissions: labels(missing),
              bot: { said: agent.subject.name },
            }),
            steps: [
              say("Remove it under {field} and run {command}.", {
                field: { code: "permissions.discord.required" },
                command: { code: "countersign apply" },
              }),
              say(
                "Or turn it on in its role. That is a grant: it widens what the bot may do, and needs a second person.",
              ),
            ],
            link: null,
            breaks: say("Nothing: the bot has to do without it today."),
            survivingRoute: null,
            undo: { text: say("Put it back."), link: null },
            who: say("The agent's owner."),
            changes: [{ op: "declare", bot: agent.id, what: { withdraw: namesOf(missing) } }],
          },
        },
      ];
    }),
};

/** Server-wide bits have to be in a role; the others may come from the permissions of one of its channels. */
function lacking(view: DiscordView, agent: DiscordAgent): bigint {
  const held = agent.own | view.everyone.permissions;
  const open = agent.need.required & ~held;
  if ((open & CHANNEL_BITS) === 0n) return open;
  const channels =
    agent.need.channels === null ? agent.sees : agent.sees.filter((channel) => isAllowed(agent, channel));
  return channels.reduce((left, channel) => left & ~hasIn(view, agent, channel, left & CHANNEL_BITS), open);
}
