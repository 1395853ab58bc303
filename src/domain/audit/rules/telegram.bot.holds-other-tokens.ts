import { reported } from "../../telegram/privacy.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { settingOff } from "../telegram-fix.ts";
import { ago } from "../words.ts";

export const holdsOtherTokens: Rule = {
  id: "telegram.bot.holds-other-tokens",
  platform: "telegram",
  title: "Can get the tokens of other bots",
  what: "There is evidence that Bot Management is on for a bot: it may fetch and replace the live tokens of the bots it manages.",
  why: "Whoever tricks this one agent can become every bot that it manages, in every chat they are in.",
  category: "credentials",
  severity: "high",
  ceiling: "high",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "semi",
  needs: [],
  fix: "settings",
  byHand: [
    "The bot's owner: open BotFather's app, choose the bot, then Bot Settings, and turn Bot Management off.",
    "Rotate the tokens of the bots it managed: it may have kept them.",
  ],
  wrong: [
    "Only getMe of the bot itself says so: without a probe or a report nothing is known, and nothing is said.",
    "It may manage no bot at all. Telegram does not tell other bots who manages whom.",
  ],
  standards: [
    standards.identityAbuse,
    standards.secretLeakage,
    standards.excessiveAgency,
    standards.leastFunctionality,
  ],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const known = reported(view.snapshot, agent.member.id, "can_manage_bots", view.at);
      if (known?.value !== true) return [];
      return [
        {
          subject: agent.subject,
          confidence: known.rung === "self-reported" ? "low" : "medium",
          claim: say("{bot} may fetch and replace the tokens of the bots it manages.", {
            bot: { said: agent.member.name },
          }),
          evidence: [
            say("{fact} ({rung}, {ago})", {
              fact: { code: "can_manage_bots" },
              rung: { say: known.rung },
              ago: ago(view.at - known.at),
            }),
          ],
          remedy: settingOff(
            agent,
            "Bot Management",
            "can_manage_bots",
            say("It can no longer create or manage other bots."),
          ),
        },
      ];
    }),
};
