import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeRights } from "../telegram-fix.ts";

export const unknownRight: Rule = {
  id: "telegram.bot.unknown-right",
  platform: "telegram",
  title: "A right that Countersign does not know",
  what: "An administrator bot holds a right that is newer than this version of Countersign.",
  why: "Telegram adds rights about every quarter. What nobody has looked at yet can't be called harmless.",
  category: "exposure",
  severity: "medium",
  ceiling: "high",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Look the right up in the Bot API changelog (core.telegram.org/bots/api-changelog).",
    "If the bot does not need it: chat profile → Edit → Administrators → the bot, turn it off and save.",
    "Update Countersign.",
  ],
  wrong: ["The right may be harmless, or a new name for an old one."],
  standards: [standards.excessiveAgency, standards.overprivileged, standards.leastPrivilege],
  check: (view) =>
    view.agents.flatMap((agent) => {
      const unknown = agent.member.unknownRights.filter((key) => !agent.need.rights.includes(key));
      if (unknown.length === 0) return [];
      return [
        {
          subject: agent.subject,
          key: unknown.join(" "),
          claim: say("{bot} holds {join}, which this version does not know.", {
            bot: { said: agent.member.name },
            join: { code: unknown.join(", ") },
          }),
          evidence: unknown.map((key) => say("{right} is on", { right: { code: key } })),
          remedy: takeRights(view, agent, unknown),
        },
      ];
    }),
};
