import { flags, namesOf } from "../../discord/flags.ts";
import { withoutBits } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

/** Since 2026-02-23 the right column is a permission of its own, no longer part of the left one. */
const splits: [parent: bigint, child: bigint][] = [
  [flags.MANAGE_MESSAGES, flags.PIN_MESSAGES],
  [flags.MANAGE_GUILD_EXPRESSIONS, flags.CREATE_GUILD_EXPRESSIONS],
  [flags.MANAGE_EVENTS, flags.CREATE_EVENTS],
];

export const splitFlag2026: Rule = {
  id: "discord.bot.split-flag-2026",
  platform: "discord",
  title: "A smaller permission does the job now",
  what: "A bot is declared to need only the small half of a permission that Discord split in February 2026, and still holds the big one.",
  why: "Pinning no longer needs Manage Messages. The big permission no longer even includes the small one, so all it adds is power over other people's things.",
  category: "exposure",
  severity: "medium",
  ceiling: "medium",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "reinvite",
  byHand: [
    "Server Settings → Roles → the bot's role → Permissions: turn on the small permission, turn off the big one, save.",
  ],
  wrong: [
    "Only manifests that name the small permission are looked at; without one nobody knows what the bot used the big one for.",
  ],
  standards: [standards.excessiveAgency, standards.overprivileged, standards.leastPrivilegeViolation],
  check: (view) =>
    view.agents.flatMap((agent) =>
      splits
        .filter(([parent, child]) => (agent.need.may & child) !== 0n && (agent.excess & parent) !== 0n)
        .map(([parent, child]) => {
          const big = labels(parent);
          const small = labels(child);
          const remedy = withoutBits(view, agent, parent);
          return {
            subject: agent.subject,
            key: namesOf(parent).join(" "),
            claim: say("{bot} holds {big}, and needs only {small}.", {
              bot: { said: agent.subject.name },
              big,
              small,
            }),
            evidence: [say("its manifest asks for {small} and not for {big}", { small, big })],
            remedy:
              (agent.own & child) !== 0n
                ? remedy
                : {
                    ...remedy,
                    steps: [
                      ...remedy.steps,
                      say(
                        "It does not hold {small} yet. That would be a new permission: turn it on in its role if it should have it.",
                        { small },
                      ),
                    ],
                  },
          };
        }),
    ),
};
