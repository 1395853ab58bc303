import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { windowDays } from "../usage.ts";
import { ago } from "../words.ts";

const quietMs = 45 * 24 * 60 * 60 * 1000;

export const staleBot: Rule = {
  id: "discord.bot.stale-bot",
  platform: "discord",
  title: "Has done nothing for weeks",
  what: "A bot that was not seen doing anything for 45 days, in a window that was watched.",
  why: "A bot that nobody uses is a token that nobody looks after, with permissions nobody remembers.",
  category: "credentials",
  severity: "low",
  ceiling: "medium",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "semi",
  needs: ["activity"],
  fix: "remove",
  byHand: [
    "Ask its owner whether it is still used.",
    "If not: Server Settings → Integrations → the bot → Remove.",
  ],
  wrong: [
    "Countersign reads no messages. What counts is the platform's log, and what an agent asks and reports here; bots that do neither are not judged.",
    "Answers to slash commands that only one person sees are not seen by Countersign.",
  ],
  standards: [standards.offboarding, standards.dormant, standards.accounts],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const active = view.usage?.lastActive;
      const joined = agent.member?.joinedAt?.getTime();
      if (view.usage === null || !active || joined === undefined) return [];
      // Nobody is stale before anybody has watched for long enough.
      if (view.usage.to - Math.max(view.usage.from, joined) < quietMs) return [];
      const last = active[agent.id];
      // Never seen at all is not the same as quiet: then nobody could have seen it.
      if (last === undefined || view.usage.to - last < quietMs) return [];
      return [
        {
          subject: agent.subject,
          severity: agent.administrator ? "medium" : "low",
          claim: say("{bot} was last seen doing something {ago}.", {
            bot: { said: agent.subject.name },
            ago: ago(view.usage.to - last),
          }),
          evidence: [
            say("{days} days watched, {share} % of them covered", {
              days: windowDays(view.usage),
              share: Math.round(view.usage.coverage * 100),
            }),
          ],
          remedy: {
            kind: "remove",
            summary: say("Remove {bot}, if nobody misses it.", { bot: { said: agent.subject.name } }),
            steps: [
              say("Server Settings → Integrations → {bot} → Remove.", { bot: { said: agent.subject.name } }),
            ],
            link: null,
            breaks: say("Whatever it still does unseen."),
            survivingRoute: null,
            undo: { text: say("Invite it again."), link: null },
            who: say("Somebody with Manage Server."),
            changes: [{ op: "remove-member", member: agent.id }],
          },
        },
      ];
    }),
};
