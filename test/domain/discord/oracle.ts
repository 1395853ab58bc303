/** discord.js as a second opinion: its own structures, filled from the same raw JSON, without logging in. */
import { Client, type Guild, type GuildChannel, type GuildMember, type ThreadChannel } from "discord.js";
import type { DiscordSnapshotFile } from "../../../src/domain/discord/snapshot.ts";

export interface Oracle {
  guild: Guild;
  member(id: string): GuildMember;
  channel(id: string): GuildChannel | ThreadChannel;
}

export interface Oracles {
  /** The guild of this file; the one before is forgotten. */
  open(file: DiscordSnapshotFile): Oracle;
  close(): Promise<void>;
}

/** discord.js builds structures from gateway payloads through `_add`, which its types keep to itself. */
interface Adding {
  _add(data: object): Guild;
}

export function discordJs(): Oracles {
  const client = new Client({ intents: [] });
  return {
    open(file) {
      client.guilds.cache.clear();
      client.channels.cache.clear();
      client.users.cache.clear();
      const guild = (client.guilds as unknown as Adding)._add({
        ...file.guild,
        emojis: [],
        stickers: [],
        features: [],
        channels: file.channels.filter((one) => !isThread(one)),
        threads: file.channels.filter(isThread),
        members: file.members,
      });
      return {
        guild,
        member: (id) => found(guild.members.cache.get(id), id),
        channel: (id) => found(guild.channels.cache.get(id), id),
      };
    },
    close: () => client.destroy(),
  };
}

const isThread = (one: Record<string, unknown>): boolean => [10, 11, 12].includes(one["type"] as number);

function found<T>(thing: T | undefined, id: string): T {
  if (thing === undefined) throw new Error(`discord.js does not know ${id}`);
  return thing;
}
