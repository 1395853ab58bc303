/** Who gets told what: membership, shard, intents and visibility, per session. */
import { intents } from "../flags.ts";
import { canView, guildPermissions } from "../permissions.ts";
import { bits } from "../flags.ts";
import { channelFor, channelShape, channelStub } from "../shapes/guild.ts";
import { messageShape, withoutContent } from "../shapes/message.ts";
import { changed, type Channel, type Discord, type Guild, type Message } from "../state.ts";
import { push, type Session } from "./session.ts";

export function onShard(session: Session, guildId: string | null): boolean {
  const [id, count] = session.shard;
  return guildId === null ? id === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
}

/** Sends an event about a guild to each bot in it; `dataFor` may say null: not for this one. */
export function tellGuild(
  discord: Discord,
  guild: Guild,
  intent: keyof typeof intents,
  type: string,
  dataFor: (session: Session) => unknown,
): void {
  for (const session of discord.sessions.values()) {
    if (!guild.members.has(session.botId) || !onShard(session, guild.id)) continue;
    if (!(session.intents & intents[intent])) continue;
    const data = dataFor(session);
    if (data !== null) push(session, type, data);
  }
  changed(discord);
}

/** Sends an event to one bot whatever its intents are. */
export function tellBot(
  discord: Discord,
  botId: string,
  guildId: string | null,
  type: string,
  data: unknown,
): void {
  for (const session of discord.sessions.values())
    if (session.botId === botId && onShard(session, guildId)) push(session, type, data);
  changed(discord);
}

export function tellChannel(
  discord: Discord,
  channel: Channel,
  type: "CHANNEL_CREATE" | "CHANNEL_UPDATE",
): void {
  const guild = discord.guilds.get(channel.guildId ?? "");
  if (guild)
    tellGuild(discord, guild, "GUILDS", type, (session) => channelFor(discord, channel, session.botId));
}

export function tellMessage(
  discord: Discord,
  message: Message,
  type: "MESSAGE_CREATE" | "MESSAGE_UPDATE",
): void {
  if (message.ephemeralFor !== null) return changed(discord);
  tellReaders(discord, message.channelId, type, (session, guild) => {
    const whole = { ...messageShape(discord, message), ...(guild ? { guild_id: guild.id } : {}) };
    const mine = message.authorId === session.botId || message.mentions.users.includes(session.botId);
    return !guild || mine || session.intents & intents.MESSAGE_CONTENT ? whole : withoutContent(whole);
  });
}

export function tellMessagesGone(discord: Discord, channel: Channel, ids: string[]): void {
  const where = {
    channel_id: channel.id,
    ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
  };
  const [only] = ids;
  if (ids.length === 1 && only !== undefined)
    tellReaders(discord, channel.id, "MESSAGE_DELETE", () => ({ id: only, ...where }));
  else tellReaders(discord, channel.id, "MESSAGE_DELETE_BULK", () => ({ ids, ...where }));
}

function tellReaders(
  discord: Discord,
  channelId: string,
  type: string,
  dataFor: (session: Session, guild: Guild | null) => unknown,
): void {
  const channel = discord.channels.get(channelId);
  if (!channel) return;
  const guild = discord.guilds.get(channel.guildId ?? "");
  if (guild) {
    tellGuild(discord, guild, "GUILD_MESSAGES", type, (session) =>
      canView(discord, channel, session.botId) ? dataFor(session, guild) : null,
    );
    return;
  }
  for (const session of discord.sessions.values()) {
    const party = channel.recipients.includes(session.botId) && onShard(session, null);
    if (party && session.intents & intents.DIRECT_MESSAGES) push(session, type, dataFor(session, null));
  }
  changed(discord);
}

/** Runs a change and tells each bot about channels it gained (in full) or lost (as stubs) by it. */
export function withVisibility<T>(discord: Discord, guild: Guild, change: () => T): T {
  if (!discord.obfuscate) return change();
  const before = views(discord, guild);
  const result = change();
  const after = views(discord, guild);
  for (const [session, seen] of after) {
    const seenBefore = before.get(session);
    if (!seenBefore || !(session.intents & intents.GUILDS)) continue;
    for (const channel of guild.channels.values()) {
      const now = seen.has(channel.id);
      if (channel.thread || now === seenBefore.has(channel.id)) continue;
      push(session, "CHANNEL_UPDATE", now ? channelShape(discord, channel) : channelStub(channel));
    }
  }
  return result;
}

function views(discord: Discord, guild: Guild): Map<Session, Set<string>> {
  const seen = new Map<Session, Set<string>>();
  for (const session of discord.sessions.values()) {
    if (!guild.members.has(session.botId) || !onShard(session, guild.id)) continue;
    const visible = [...guild.channels.values()].filter((channel) =>
      canView(discord, channel, session.botId),
    );
    seen.set(session, new Set(visible.map((channel) => channel.id)));
  }
  return seen;
}

export function mayReadAudit(discord: Discord, guild: Guild, userId: string): boolean {
  return (guildPermissions(discord, guild, userId) & bits("VIEW_AUDIT_LOG")) !== 0n;
}
