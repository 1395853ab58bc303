import type { Raised } from "../finding.ts";
import { adminRight } from "../../telegram/rights.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeRights } from "../telegram-fix.ts";
import { windowDays, windowGrade } from "../usage.ts";

export const unusedRight: Rule = {
  id: "telegram.bot.unused-right",
  platform: "telegram",
  title: "Declared, held, and never used",
  what: "An administrator bot holds rights whose use Countersign would have seen, and in a covered window there was none.",
  why: "A right that is not used helps nobody but an attacker.",
  category: "exposure",
  severity: "low",
  ceiling: "medium",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "semi",
  needs: ["usage"],
  fix: "settings",
  byHand: [
    "Ask the owner when it was last needed.",
    "Chat profile → Edit → Administrators → the bot: turn the right off and save.",
  ],
  wrong: [
    "Telegram shows other bots only a few uses: banning, promoting, changing the chat's title, pinning, topics, video chats. Deleting and most others are never called unused.",
    "There is no looking back: the window begins when Countersign joined as an administrator.",
  ],
  standards: [standards.overprivileged, standards.dormant, standards.accessReview, standards.leastPrivilege],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const { usage } = view;
      if (usage === null || agent.unused.length === 0) return [];
      return [
        {
          subject: agent.subject,
          key: agent.unused.join(" "),
          severity: agent.unused.includes("can_restrict_members") ? "medium" : "low",
          // What only service messages would show is not as sure as what Telegram tells administrators.
          confidence: windowGrade(usage) === "high" && agent.unused.every(isTold) ? "high" : "medium",
          claim: say("{bot} holds {rights}; 0 uses in {days} watched days, {share} % of them covered.", {
            bot: { said: agent.member.name },
            rights: { rights: agent.unused },
            days: windowDays(usage),
            share: Math.round(usage.coverage * 100),
          }),
          evidence: agent.unused.map((key) => say("{right} was not seen used", { right: { code: key } })),
          remedy: takeRights(view, agent, agent.unused),
        },
      ];
    }),
};

function isTold(right: string): boolean {
  return adminRight(right)?.usage === "A";
}
