import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { turnPrivacyOn } from "../telegram-fix.ts";
import { ago, beyond } from "../words.ts";

export const privacyModeOff: Rule = {
  id: "telegram.bot.privacy-mode-off",
  platform: "telegram",
  title: "Privacy mode is off",
  what: "There is evidence that an ordinary member bot reads every message, although its job does not need that.",
  why: "Everything people write reaches the agent: private talk as something it can leak, and every sentence as something that can trick it.",
  category: "exfiltration",
  severity: "medium",
  ceiling: "high",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "semi",
  needs: [],
  fix: "settings",
  byHand: [
    "The bot's owner: in BotFather send /mybots, choose the bot, then Bot Settings → Group Privacy → Turn on.",
    "Remove the bot from the group and add it again: only then does the change take hold.",
  ],
  wrong: [
    "The evidence has an age; somebody may have changed the setting since.",
    "A bot that was added before the setting was changed keeps the old behaviour until it is added again.",
  ],
  standards: [
    standards.sensitiveDisclosure,
    standards.promptInjection,
    standards.excessiveAgency,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => !agent.admin && agent.reading.reads === "everything" && !agent.need.readsAll)
      .map((agent) => ({
        subject: agent.subject,
        confidence: agent.reading.rung === "self-reported" ? ("low" as const) : ("medium" as const),
        claim: say("{bot} reads every message here: that is {beyond}.", {
          bot: { said: agent.member.name },
          beyond: beyond(agent),
        }),
        evidence: [
          say("{because} ({rung}, {ago})", {
            because: agent.reading.because,
            rung: { say: agent.reading.rung },
            ago: ago(agent.reading.ageMs ?? 0),
          }),
        ],
        remedy: turnPrivacyOn(view, agent),
      })),
};
