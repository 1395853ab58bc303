import { flags } from "../../discord/flags.ts";
import type { Channel } from "../../discord/snapshot.ts";
import { declareChannels } from "../discord-channels.ts";
import { counted, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import type { DiscordView } from "../view-discord.ts";

export const serverWide: Rule = {
  id: "discord.bot.server-wide",
  platform: "discord",
  title: "In the whole server instead of chosen channels",
  what: "A bot sees every channel that everybody sees, and nobody has said which ones it is for.",
  why: "The guide says: restrict the bot to specific channels. What it can't read it can't leak, and nobody can talk to it where nobody looks.",
  category: "exposure",
  severity: "low",
  ceiling: "medium",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "declare",
  byHand: [
    "Decide which channels the bot is for, and list them in its manifest under channels.discord.allow.",
    "Countersign then says exactly which channels to hide from it.",
  ],
  wrong: [
    "Some bots really are for the whole server; then list the categories.",
    "Moderation bots and readers are expected everywhere and are not judged here.",
    "Hidden channels are not judged.",
  ],
  standards: [standards.excessiveAgency, standards.leastFunctionality, standards.leastPrivilege],
  check: (view) => {
    const open = view.channels.filter((channel) => isPublic(view, channel));
    if (open.length < 2) return [];
    return view.agents
      .filter((agent) => {
        const purpose = agent.known?.manifest?.metadata.purpose ?? agent.known?.purpose;
        if (agent.need.channels !== null || purpose === "moderation" || purpose === "reader") return false;
        if (agent.unlimited || agent.sees.length < open.length) return false;
        // Both by id.
        let seen = 0;
        for (const channel of agent.sees) if (channel === open[seen]) seen++;
        return seen === open.length;
      })
      .map((agent) => {
        const closed = agent.sees.length - open.length;
        return {
          subject: agent.subject,
          severity: closed > 0 ? ("medium" as const) : ("low" as const),
          claim:
            closed > 0
              ? counted(
                  closed,
                  "{bot} sees all {open} channels that everybody sees and {n} private one; nobody has chosen its channels.",
                  "{bot} sees all {open} channels that everybody sees and {n} private ones; nobody has chosen its channels.",
                  { bot: { said: agent.subject.name }, open: open.length },
                )
              : say("{bot} sees all {open} channels that everybody sees; nobody has chosen its channels.", {
                  bot: { said: agent.subject.name },
                  open: open.length,
                }),
          evidence: [
            say("{sees} of {all} channels that can be judged", {
              sees: agent.sees.length,
              all: view.channels.length,
            }),
          ],
          remedy: declareChannels(view, agent),
        };
      });
  },
};

/** Everybody sees it: @everyone's permissions with @everyone's overwrite. */
function isPublic(view: DiscordView, channel: Channel): boolean {
  const own = channel.overwrites?.find((overwrite) => overwrite.id === view.everyone.id);
  const mask = (view.everyone.permissions & ~(own?.deny ?? 0n)) | (own?.allow ?? 0n);
  return (mask & flags.VIEW_CHANNEL) !== 0n;
}
