import { flags, namesOf } from "../../discord/flags.ts";
import { withoutBits } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { windowDays, windowGrade } from "../usage.ts";
import type { Usage } from "../usage.ts";

export const unusedPermission: Rule = {
  id: "discord.bot.unused-permission",
  platform: "discord",
  title: "Declared, held, and never used",
  what: "A bot holds permissions whose every use would be in the audit log, and in a covered window there was none.",
  why: "A permission that is not used helps nobody but an attacker. It can be given back with one click when it is needed again.",
  category: "exposure",
  severity: "low",
  ceiling: "medium",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: ["usage"],
  fix: "reinvite",
  byHand: [
    "Ask the owner when it was last needed.",
    "If nobody knows: take it out of the manifest and out of the bot's role. The previous number brings it back.",
    "If it is needed once in a while, declare it as rare, with its why and an end.",
  ],
  wrong: [
    "Some work comes once a year. Declare such permissions as rare.",
    "Only permissions that leave a trace are judged: reading and deleting single messages never are; sending is, where Countersign was told of every message (DISCORD_MESSAGE_EVENTS).",
    "With less than 45 days of log it is a hint, and shown to auditors only.",
  ],
  standards: [
    standards.overprivileged,
    standards.dormant,
    standards.accessReview,
    standards.reviewPrivileges,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const { usage } = view;
      if (usage === null || agent.unused === 0n) return [];
      const dangerous =
        (agent.unused &
          (flags.BAN_MEMBERS | flags.KICK_MEMBERS | flags.MANAGE_ROLES | flags.MANAGE_CHANNELS)) !==
        0n;
      const remedy = withoutBits(view, agent, agent.unused);
      const declared = agent.known?.manifest?.permissions.discord ? namesOf(agent.unused) : [];
      return [
        {
          subject: agent.subject,
          key: namesOf(agent.unused).join(" "),
          severity: dangerous ? "medium" : "low",
          confidence: confidenceIn(usage, agent.unused),
          claim: say("{bot} holds {permissions}; 0 uses in {days} watched days, {share} % of them covered.", {
            bot: { said: agent.subject.name },
            permissions: labels(agent.unused),
            days: windowDays(usage),
            share: Math.round(usage.coverage * 100),
          }),
          evidence: [
            say("nothing of the kind by it in the log between {from} and {to}", {
              from: date(usage.from),
              to: date(usage.to),
            }),
            ...((agent.unused & flags.SEND_MESSAGES) === 0n
              ? []
              : [
                  say(
                    "no message of its own in any channel where it may post, all of which were listened to",
                  ),
                ]),
          ],
          remedy: {
            ...remedy,
            steps: [...remedy.steps, say("Take it out of its manifest too, or declare it as rare.")],
            changes: [
              ...remedy.changes,
              ...(declared.length > 0
                ? [{ op: "declare" as const, bot: agent.id, what: { withdraw: declared } }]
                : []),
            ],
          },
        },
      ];
    }),
};

function date(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** That nothing was posted is known by listening, which is not as sure as a log. */
function confidenceIn(usage: Usage, unused: bigint): "high" | "medium" | "low" {
  const grade = windowGrade(usage);
  if (grade === "high") return (unused & flags.SEND_MESSAGES) === 0n ? "high" : "medium";
  return grade === "medium" ? "medium" : "low";
}
