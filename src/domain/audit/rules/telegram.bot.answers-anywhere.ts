import { reported } from "../../telegram/privacy.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { settingOff } from "../telegram-fix.ts";
import { ago } from "../words.ts";

export const answersAnywhere: Rule = {
  id: "telegram.bot.answers-anywhere",
  platform: "telegram",
  title: "Can be called into any chat",
  what: "A bot is declared for chosen groups or for direct messages only, and there is evidence that Guest Mode is on.",
  why: "With Guest Mode anybody can call the bot into a chat where it is not a member. Its list of groups then limits nothing.",
  category: "exposure",
  severity: "medium",
  ceiling: "medium",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "semi",
  needs: [],
  fix: "settings",
  byHand: [
    "The bot's owner: open BotFather's app, choose the bot, then Bot Settings, and turn Guest Mode off.",
  ],
  wrong: [
    "Only getMe of the bot itself says so: without a probe or a report nothing is known, and nothing is said.",
    "A guest sees only the message that calls it and the one it replies to.",
  ],
  standards: [standards.excessiveAgency, standards.promptInjection, standards.leastFunctionality],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const known = reported(view.snapshot, agent.member.id, "supports_guest_queries", view.at);
      if (known?.value !== true || (!agent.need.dmOnly && agent.need.groups === null)) return [];
      return [
        {
          subject: agent.subject,
          confidence: known.rung === "self-reported" ? "low" : "medium",
          claim: say("{bot} can be called into any chat, although it is meant for chosen ones.", {
            bot: { said: agent.member.name },
          }),
          evidence: [
            say("{fact} ({rung}, {ago})", {
              fact: { code: "supports_guest_queries" },
              rung: { say: known.rung },
              ago: ago(view.at - known.at),
            }),
          ],
          remedy: settingOff(
            agent,
            "Guest Mode",
            "supports_guest_queries",
            say("People can no longer call it into chats where it is not a member."),
          ),
        },
      ];
    }),
};
