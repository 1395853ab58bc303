import { evidenceLastsMs } from "../../telegram/privacy.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { attestPrivacy } from "../telegram-fix.ts";
import { ago } from "../words.ts";

export const privacyModeUnattested: Rule = {
  id: "telegram.bot.privacy-mode-unattested",
  platform: "telegram",
  title: "Nobody knows what it reads",
  what: "An ordinary member bot for which there is no evidence about privacy mode, or only evidence older than 90 days.",
  why: "Telegram shows the setting to the bot's owner only. Unknown is not the same as on.",
  category: "exfiltration",
  severity: "low",
  ceiling: "medium",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "attest",
  needs: [],
  fix: "attest",
  byHand: [
    "Open the group's member list. Under the bot's name the app says “has access to messages” or “has no access to messages”. Tell Countersign which.",
    "Better: on the machine that holds the bot's token run `countersign probe telegram --report`. The token never leaves that machine.",
  ],
  wrong: ["The bot may well have privacy mode on; this only says that nobody has shown it lately."],
  standards: [standards.sensitiveDisclosure, standards.telemetry, standards.reviewPrivileges],
  check: (view) =>
    view.agents
      .filter((agent) => {
        const { reads, ageMs } = agent.reading;
        if (agent.admin || agent.need.readsAll) return false;
        return reads === "unknown" || (reads === "addressed" && (ageMs ?? 0) > evidenceLastsMs);
      })
      .map((agent) => ({
        subject: agent.subject,
        claim:
          agent.reading.reads === "unknown"
            ? say("{bot}: whether it reads every message here is not known.", {
                bot: { said: agent.member.name },
              })
            : say("{bot}: the last evidence that it reads only what is addressed to it is from {ago}.", {
                bot: { said: agent.member.name },
                ago: ago(agent.reading.ageMs ?? 0),
              }),
        evidence: [agent.reading.because],
        remedy: attestPrivacy(agent),
      })),
};
