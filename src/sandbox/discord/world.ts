/** The seed of a sandbox Discord: plain data, ids as decimal strings. Everything optional has the platform's own default. */
import type { PermissionName } from "./flags.ts";

/** A mask as Discord writes it (decimal string), or the names of its bits. */
export type Mask = string | PermissionName[];

export interface WorldUser {
  id: string;
  username: string;
  globalName?: string;
  /** BCP 47; default en-US. */
  locale?: string;
  /** Whether this person accepts direct messages from people and bots they share a server with. Default true. */
  acceptsDms?: boolean;
}

export interface WorldBot {
  id: string;
  username: string;
  /** Default: the same as `id`, as for every application made since 2016. */
  applicationId?: string;
  token: string;
  /** User who owns the application. Default: the first user of the world. */
  ownerId?: string;
  /** Privileged intents switched on in the developer portal. */
  privilegedIntents?: ("GUILD_MEMBERS" | "GUILD_PRESENCES" | "MESSAGE_CONTENT")[];
  /** False: only the owner can add it to a server. Default true. */
  public?: boolean;
  description?: string;
}

export interface WorldRole {
  id: string;
  name: string;
  permissions: Mask;
  /** Greater is higher; @everyone (id = the guild's id) is 0. */
  position: number;
  /** The bot that this managed role belongs to. */
  botId?: string;
  color?: number;
  hoist?: boolean;
  mentionable?: boolean;
  /** Members pick it in onboarding, or an app hands it out (a linked role). */
  handedOut?: "onboarding" | "app";
}

export interface WorldOverwrite {
  /** Role or user id. */
  id: string;
  type: "role" | "member";
  allow?: Mask;
  deny?: Mask;
}

export interface WorldChannel {
  id: string;
  /** Discord's number: 0 text, 2 voice, 4 category, 5 announcement, 13 stage, 15 forum. */
  type: number;
  name: string;
  position?: number;
  parentId?: string;
  topic?: string;
  nsfw?: boolean;
  overwrites?: WorldOverwrite[];
  messages?: { authorId: string; content: string; minutesAgo?: number }[];
}

export interface WorldMember {
  userId: string;
  roles?: string[];
  nick?: string;
  joinedAt?: string;
  /** RFC 3339; the member is timed out until then. */
  timeoutUntil?: string;
}

export interface WorldAuditEntry {
  /** Discord's action type number, e.g. 22 for a ban. */
  actionType: number;
  userId: string;
  targetId?: string;
  minutesAgo?: number;
  reason?: string;
  changes?: { key: string; old_value?: unknown; new_value?: unknown }[];
  options?: Record<string, string>;
}

export interface WorldGuild {
  id: string;
  name: string;
  ownerId: string;
  /** 1: moderators need two-factor authentication. Default 0. */
  mfaLevel?: 0 | 1;
  preferredLocale?: string;
  /** Must contain @everyone (id = the guild's id). */
  roles: WorldRole[];
  channels: WorldChannel[];
  /** Members, people and bots alike. */
  members: WorldMember[];
  webhooks?: { id: string; name: string; channelId: string; creatorId: string }[];
  auditLog?: WorldAuditEntry[];
}

export interface DiscordWorld {
  users: WorldUser[];
  bots: WorldBot[];
  guilds: WorldGuild[];
}
