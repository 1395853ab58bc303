import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { heardUse } from "../listening.ts";
import { windowDays } from "../usage.ts";
import type { Usage } from "../usage.ts";
import type { DiscordView } from "../view-discord.ts";
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
    "Countersign reads no messages. What counts is the platform's log, what an agent asks and reports here, and that it posts, where Countersign is told so (DISCORD_MESSAGE_EVENTS); bots that do nothing of the kind are not judged.",
    "Answers to slash commands that only one person sees, and what is written in private threads, are not seen by Countersign.",
  ],
  standards: [standards.offboarding, standards.dormant, standards.accounts],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const joined = agent.member?.joinedAt?.getTime();
      if (view.usage === null || joined === undefined) return [];
      // Nobody is stale before anybody has watched for long enough.
      if (view.usage.to - Math.max(view.usage.from, joined) < quietMs) return [];
      const last = lastSeen(view, agent.id, view.usage);
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

/** What it asked and reported here, or posted where every message would have been told to us. */
function lastSeen({ guild, snapshot }: DiscordView, bot: string, usage: Usage): number | undefined {
  const { lastActive, posted, listening, to } = usage;
  const [active, heard] = [lastActive?.[bot], posted?.[bot]];
  if (active !== undefined) return Math.max(active, heard ?? 0);
  if (heard === undefined || listening === undefined) return undefined;
  const seen = { guild, channels: snapshot.channels, viewer: snapshot.viewer };
  return heardUse(seen, bot, listening, { from: to - quietMs, to }) === 0n ? undefined : heard;
}
