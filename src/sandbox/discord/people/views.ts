/** Where a person can look: servers, channels, members, as their client lists them. */
import { canView, channelPermissions, guildPermissions, mayIn } from "../permissions.ts";
import { permissionNames, bits, type PermissionName } from "../flags.ts";
import type { Discord, Overwrite } from "../state.ts";
import { nameOf } from "./render.ts";

export interface SeenChannel {
  id: string;
  name: string;
  type: number;
  parentId: string | null;
  /** Not everybody in the server can view it. */
  locked: boolean;
  /** This person may write here. */
  writable: boolean;
}

export interface SeenRole {
  id: string;
  name: string;
  color: number;
  /** Members are listed under it. */
  hoist: boolean;
  position: number;
}

export interface SeenMember {
  id: string;
  name: string;
  bot: boolean;
  roles: { id: string; name: string; permissions: string }[];
  timedOut: boolean;
}

export interface Views {
  /** Of this person's app, as BCP 47. */
  locale(): string;
  guilds(): { id: string; name: string; language: string }[];
  /** The channels this person can view, in order; direct messages with `guildId` null. */
  channels(guildId: string | null): SeenChannel[];
  members(guildId: string): SeenMember[];
  /** Highest first. */
  roles(guildId: string): SeenRole[];
  /** The names of the rights this person really has in a server, or in one of its channels. */
  rights(guildId: string, channelId?: string): PermissionName[];
}

export function createViews(discord: Discord, userId: string): Views {
  return {
    locale: () => discord.users.get(userId)?.locale ?? "en-US",
    guilds: () =>
      [...discord.guilds.values()]
        .filter((guild) => guild.members.has(userId))
        .map(({ id, name, preferredLocale }) => ({ id, name, language: preferredLocale })),
    channels(guildId) {
      return [...discord.channels.values()]
        .filter((channel) => channel.guildId === guildId && canView(discord, channel, userId))
        .sort((one, other) => one.position - other.position)
        .map((channel) => ({
          id: channel.id,
          name:
            guildId === null
              ? nameOf(discord, undefined, channel.recipients.find((id) => id !== userId) ?? userId)
              : channel.name,
          type: channel.type,
          parentId: channel.parentId,
          locked: guildId !== null && channel.overwrites.some((each) => hides(guildId, each)),
          writable: guildId === null || mayIn(discord, channel, userId, "SEND_MESSAGES"),
        }));
    },
    roles(guildId) {
      const guild = discord.guilds.get(guildId);
      if (!guild?.members.has(userId)) return [];
      return [...guild.roles.values()]
        .map(({ id, name, color, hoist, position }) => ({ id, name, color, hoist, position }))
        .sort((one, other) => other.position - one.position);
    },
    members(guildId) {
      const guild = discord.guilds.get(guildId);
      if (!guild?.members.has(userId)) return [];
      return [...guild.members.values()].map((member) => ({
        id: member.userId,
        name: member.nick ?? nameOf(discord, undefined, member.userId),
        bot: discord.users.get(member.userId)?.bot ?? false,
        roles: member.roles.flatMap((id) => {
          const role = guild.roles.get(id);
          return role ? [{ id, name: role.name, permissions: role.permissions.toString() }] : [];
        }),
        timedOut: member.timeoutUntil !== null && member.timeoutUntil > discord.now(),
      }));
    },
    rights(guildId, channelId) {
      const guild = discord.guilds.get(guildId);
      const channel = discord.channels.get(channelId ?? "");
      const server = guild ? guildPermissions(discord, guild, userId) : 0n;
      const held = channel ? channelPermissions(discord, channel, userId) : server;
      return permissionNames.filter((name) => held & bits(name));
    },
  };
}

function hides(guildId: string, overwrite: Overwrite): boolean {
  return overwrite.id === guildId && (overwrite.deny & bits("VIEW_CHANNEL")) !== 0n;
}
