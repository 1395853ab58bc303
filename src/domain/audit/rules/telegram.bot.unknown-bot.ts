import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { declarePurpose } from "../telegram-fix.ts";

export const unknownBotOnTelegram: Rule = {
  id: "telegram.bot.unknown-bot",
  platform: "telegram",
  title: "Nobody said what it is for",
  what: "A bot whose needs here nobody has written down: no declared purpose, and no manifest that says.",
  why: "Without a purpose nobody can say which of its rights are too many. It is judged against the guide's core set only.",
  category: "exposure",
  severity: "low",
  ceiling: "medium",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "declare",
  byHand: ["Declare its purpose with /agent, or write a manifest.", "If nobody knows it, remove it."],
  wrong: ["Bots that are no administrators and were never named to Countersign do not appear here at all."],
  standards: [standards.inventory, standards.thirdParty, standards.supplyChain],
  check: (view) =>
    view.agents
      .filter((agent) => agent.basis === "unknown")
      .map((agent) => ({
        subject: agent.subject,
        severity: agent.admin ? "medium" : "low",
        claim: agent.known?.manifest
          ? say("{bot}: its manifest says neither what it is for nor what it needs here.", {
              bot: { said: agent.subject.name },
            })
          : say("{bot} is here and nobody has declared what for.", { bot: { said: agent.subject.name } }),
        evidence: [say("status here: {status}", { status: { say: agent.member.status } })],
        remedy: declarePurpose(agent),
      })),
};
