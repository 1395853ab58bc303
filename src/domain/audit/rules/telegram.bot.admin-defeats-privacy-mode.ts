import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { declarePrivacyOff, dismiss } from "../telegram-fix.ts";
import { beyond } from "../words.ts";

export const adminDefeatsPrivacyMode: Rule = {
  id: "telegram.bot.admin-defeats-privacy-mode",
  platform: "telegram",
  title: "Reads everything in spite of privacy mode",
  what: "A bot that is meant to read only what is addressed to it is an administrator, so Telegram sends it every message.",
  why: "Owners switch privacy mode on and believe the bot can't listen. For administrators Telegram ignores that switch.",
  category: "exfiltration",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Make the bot an ordinary member: group profile → Edit → Administrators → the bot → Dismiss Admin.",
    "If it has to stay an administrator, declare privacyMode: disabled, so that everybody knows it reads everything.",
  ],
  wrong: ["What the bot does with the messages it receives can't be seen from outside."],
  standards: [
    standards.sensitiveDisclosure,
    standards.excessiveAgency,
    standards.exfiltration,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => agent.admin && !agent.need.readsAll)
      .map((agent) => ({
        subject: agent.subject,
        severity: agent.need.admin ? "low" : "medium",
        claim: say("{bot} reads every message here because it is an administrator: that is {beyond}.", {
          bot: { said: agent.member.name },
          beyond: beyond(agent),
        }),
        evidence: [say("Telegram sends administrators every message, whatever /setprivacy says")],
        remedy: agent.need.admin ? declarePrivacyOff(agent) : dismiss(view, agent),
      })),
};
