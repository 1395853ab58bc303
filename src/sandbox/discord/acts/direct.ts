import type { Channel, Discord } from "../state.ts";

/** The direct-message channel between two users; made when there is none yet. */
export function directChannel(discord: Discord, one: string, other: string): Channel {
  for (const channel of discord.channels.values())
    if (channel.guildId === null && channel.recipients.includes(one) && channel.recipients.includes(other))
      return channel;
  const channel: Channel = {
    id: discord.newId(),
    type: 1,
    guildId: null,
    name: "",
    position: 0,
    parentId: null,
    topic: null,
    nsfw: false,
    overwrites: [],
    messages: [],
    recipients: [one, other],
    thread: null,
  };
  discord.channels.set(channel.id, channel);
  return channel;
}
