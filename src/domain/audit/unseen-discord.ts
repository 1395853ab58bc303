/** What a report about a Discord server has to say about the limits of this look. */
import type { KnownAgent } from "./agents.ts";
import { count, list } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";
import type { DiscordView } from "./view-discord.ts";

export function unseenDiscord(view: DiscordView, known: KnownAgent[]): Phrase[] {
  const { snapshot, agents } = view;
  const stubs = snapshot.channels.filter((channel) => channel.hidden && channel.type !== 4).length;
  const bare = view.totalChannels - view.channels.length - stubs;
  const present = new Set([...agents.map((agent) => agent.id), view.self?.id]);
  const sentences: Phrase[] = [];
  if (stubs > 0)
    sentences.push([
      `${count(stubs, "channel")} hidden from Countersign: nothing is said about ${stubs === 1 ? "it" : "them"}. Use /audit inside such a channel, or let Countersign view it.`,
    ]);
  if (bare > 0)
    sentences.push([
      `The snapshot does not show the permissions of ${count(bare, "channel")}: nothing is said about ${bare === 1 ? "it" : "them"}.`,
    ]);
  const byRole = agents.filter((agent) => agent.member === null);
  if (byRole.length > 0)
    sentences.push([
      ...names(byRole),
      `: known by ${byRole.length === 1 ? "its" : "their"} own role only; what other roles give can't be seen.`,
    ]);
  const lost = agents.filter((agent) => agent.member?.roles.some((role) => !view.roles.has(role)));
  if (lost.length > 0)
    sentences.push([
      ...names(lost),
      ": some of the roles are not in the snapshot; what they grant is unknown.",
    ]);
  const owners = agents.filter((agent) => agent.id === snapshot.guild.ownerId);
  if (owners.length > 0) sentences.push([...names(owners), " owns this server: nothing can limit an owner."]);
  for (const agent of known)
    if (agent.manifest?.identities.discord?.userId === agent.userId && !present.has(agent.userId))
      sentences.push([
        { code: agent.manifest.metadata.id },
        " has a manifest, but is not among the bots found here.",
      ]);
  sentences.push([
    "Bots that were invited without any permission, apps that people carry with them, and webhooks do not show up here.",
  ]);
  return sentences;
}

function names(agents: DiscordView["agents"]): Phrase {
  return list(agents.map((agent) => [{ said: agent.subject.name }]));
}
