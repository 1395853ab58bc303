/** Whom a message pings, given its words, what its sender allowed and what its sender may. */
import { mayIn } from "../permissions.ts";
import { fields, list, text } from "../read.ts";
import type { Channel, Discord, Message } from "../state.ts";
import { everyComponent } from "./components.ts";
import type { Draft } from "./draft.ts";

export function mentionsOf(
  discord: Discord,
  channel: Channel,
  authorId: string,
  draft: Draft,
): Message["mentions"] {
  const words = [
    draft.content,
    ...everyComponent(draft.components).map((each) => text(each["content"]) ?? ""),
  ].join("\n");
  const guild = discord.guilds.get(channel.guildId ?? "");
  const mayPingAll = guild !== undefined && mayIn(discord, channel, authorId, "MENTION_EVERYONE");
  const allowed = allowance(draft.allowedMentions);
  const ids = (pattern: RegExp): string[] => [
    ...new Set([...words.matchAll(pattern)].map((match) => match[1] ?? "")),
  ];

  return {
    users: ids(/<@!?(\d+)>/g).filter((id) => discord.users.has(id) && allowed("users", id)),
    roles: ids(/<@&(\d+)>/g).filter((id) => {
      const role = guild?.roles.get(id);
      return role !== undefined && (role.mentionable || mayPingAll) && allowed("roles", id);
    }),
    everyone: mayPingAll && /@(everyone|here)\b/.test(words) && allowed("everyone", ""),
  };
}

/** Without `allowed_mentions` everything in the text pings. */
function allowance(given: unknown): (kind: string, id: string) => boolean {
  if (given === null || given === undefined) return () => true;
  const rules = fields(given);
  return (kind, id) => list(rules["parse"]).includes(kind) || list(rules[kind]).includes(id);
}
