/** Somebody doing something in a guild, person or bot: what every act starts from. */
import { refuse } from "../errors.ts";
import type { PermissionName } from "../flags.ts";
import { requireInGuild } from "../permissions.ts";
import type { Channel, Discord, Guild, Member, Role } from "../state.ts";

export interface Doer {
  discord: Discord;
  guild: Guild;
  /** User id. */
  by: string;
  reason?: string | null;
}

export function requireRights({ discord, guild, by }: Doer, ...names: PermissionName[]): void {
  requireInGuild(discord, guild, by, ...names);
}

export function roleIn(guild: Guild, id: string): Role {
  const role = guild.roles.get(id);
  if (!role) throw refuse("unknownRole");
  return role;
}

export function memberIn(guild: Guild, id: string): Member {
  const member = guild.members.get(id);
  if (!member) throw refuse("unknownMember");
  return member;
}

export function channelIn(guild: Guild, id: string): Channel {
  const channel = guild.channels.get(id);
  if (!channel) throw refuse("unknownChannel");
  return channel;
}
