import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeOut } from "../telegram-fix.ts";

export const dmOnlyInGroup: Rule = {
  id: "telegram.bot.dm-only-in-group",
  platform: "telegram",
  title: "Direct-message bot in a group",
  what: "A bot whose manifest says that it only answers direct messages sits in a group.",
  why: "It has nothing to do here, but it can hear and be spoken to by everybody here.",
  category: "exposure",
  severity: "high",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "remove",
  byHand: [
    "Open the group's profile, tap Members, touch and hold the bot, then Remove from group.",
    "The bot's owner: in BotFather send /setjoingroups, choose the bot, then Disable, so that nobody can add it again.",
  ],
  wrong: ["If the bot now has a job in this group, its manifest is out of date: change dmOnly."],
  standards: [standards.excessiveAgency, standards.overprivileged, standards.leastFunctionality],
  check: (view) =>
    view.agents
      .filter((agent) => agent.need.dmOnly)
      .map((agent) => ({
        subject: agent.subject,
        severity: agent.admin || agent.reading.reads === "everything" ? "high" : "medium",
        claim: say("{bot} should only answer direct messages, but it is in this group.", {
          bot: { said: agent.member.name },
        }),
        evidence: [
          say("its manifest says dmOnly: true"),
          say("status here: {status}", { status: { say: agent.member.status } }),
        ],
        remedy: takeOut(view, agent),
      })),
};
