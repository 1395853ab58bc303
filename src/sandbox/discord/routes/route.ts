/** What a route gets and gives. */
import type { Doer } from "../acts/doer.ts";
import type { UploadedFile } from "../messages/draft.ts";
import type { Application, Channel, Discord, Guild } from "../state.ts";
import { refuse } from "../errors.ts";
import { canView } from "../permissions.ts";

export interface Call {
  discord: Discord;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  files: UploadedFile[];
  /** The X-Audit-Log-Reason header, decoded. */
  reason: string | null;
  /** The calling bot. Routes without authentication must not look at it. */
  bot: Application;
}

export interface Answer {
  status: number;
  body: unknown;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As in Discord's OpenAPI description. */
  path: string;
  /** False for routes that carry their own token in the path. */
  auth: boolean;
  handle(call: Call): Answer;
}

/** A route that needs a bot token. Whatever the handler returns is sent with 200; nothing is 204. */
export function route(method: Route["method"], path: string, handle: (call: Call) => unknown): Route {
  return {
    method,
    path,
    auth: true,
    handle(call) {
      const body = handle(call);
      return body === undefined ? { status: 204, body: null } : { status: 200, body };
    },
  };
}

/** The same for routes whose path holds the credential. */
export function openRoute(method: Route["method"], path: string, handle: (call: Call) => unknown): Route {
  return { ...route(method, path, handle), auth: false };
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}

/** The guild of the path, if the calling bot is in it. */
export function guildOf(call: Call): Guild {
  const guild = call.discord.guilds.get(param(call, "guild_id"));
  if (!guild?.members.has(call.bot.botId)) throw refuse("unknownGuild");
  return guild;
}

/** The channel of the path, if the calling bot can view it. */
export function channelOf(call: Call): Channel {
  const channel = call.discord.channels.get(param(call, "channel_id"));
  if (!channel) throw refuse("unknownChannel");
  if (channel.guildId === null && !channel.recipients.includes(call.bot.botId)) throw refuse("missingAccess");
  if (channel.guildId !== null && !canView(call.discord, channel, call.bot.botId))
    throw refuse("missingAccess");
  return channel;
}

export function limitOf(call: Call, fallback: number, max: number): number {
  const asked = Number(call.query.get("limit") ?? fallback);
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, max) : fallback;
}

/** The calling bot, about to change something in a guild. */
export function doerOf(call: Call, guild: Guild): Doer {
  return { discord: call.discord, guild, by: call.bot.botId, reason: call.reason };
}
