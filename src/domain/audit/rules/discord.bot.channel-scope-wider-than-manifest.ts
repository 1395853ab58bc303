import { hideChannels, isAllowed, isDenied } from "../discord-channels.ts";
import { counted, list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const channelScopeWiderThanManifest: Rule = {
  id: "discord.bot.channel-scope-wider-than-manifest",
  platform: "discord",
  title: "Sees more channels than it is meant for",
  what: "A bot can view channels that its manifest does not list, or that it rules out.",
  why: "It can read and leak what is said there, and people there can talk it into things nobody watches.",
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
    "In each channel it does not need: Edit Channel → Permissions → add the bot's role → View Channel ✕.",
    "For a whole category do the same on the category; channels that are synced with it follow.",
  ],
  wrong: [
    "Hidden channels are not judged: the bot may see those too.",
    "Slash commands ignore View Channel: members can still call the bot there, unless Server Settings → Integrations forbids it.",
    "A channel made tomorrow is open to it again when @everyone may see it.",
  ],
  standards: [
    standards.excessiveAgency,
    standards.sensitiveDisclosure,
    standards.exfiltration,
    standards.wrongPermission,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents.flatMap((agent) => {
      const meant = agent.need.channels;
      if (meant === null || agent.unlimited) return [];
      const listed = meant.allow.length + meant.allowCategories.length > 0;
      const outside = agent.sees.filter(
        (channel) => isDenied(agent, channel) || (listed && !isAllowed(agent, channel)),
      );
      if (outside.length === 0) return [];
      const denied = outside.some((channel) => isDenied(agent, channel));
      return [
        {
          subject: agent.subject,
          key: outside.map((channel) => channel.id).join(" "),
          channels: outside.map((channel) => channel.id),
          severity: denied ? ("high" as const) : ("medium" as const),
          claim: counted(
            outside.length,
            "{bot} sees {n} of the {all} channels we can judge without being meant for it.",
            "{bot} sees {n} of the {all} channels we can judge without being meant for them.",
            { bot: { said: agent.subject.name }, all: view.channels.length },
          ),
          evidence: [
            say("{channels}", {
              channels: list(
                outside.map((channel) => ({ channel: channel.name })),
                12,
              ),
            }),
          ],
          remedy: hideChannels(view, agent, outside),
        },
      ];
    }),
};
