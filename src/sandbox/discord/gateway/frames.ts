/** The frames that a gateway connection starts with. */
import type { Fields } from "../read.ts";
import { channelFor, channelShape, guildShape } from "../shapes/guild.ts";
import { applicationFlags, iso, memberShape, ownUserShape } from "../shapes/user.ts";
import { canView, isThread } from "../permissions.ts";
import type { Application, Discord, Guild } from "../state.ts";
import { onShard } from "./dispatch.ts";
import type { Session } from "./session.ts";

export function guildsOf(discord: Discord, session: Session): Guild[] {
  return [...discord.guilds.values()].filter(
    (guild) => guild.members.has(session.botId) && onShard(session, guild.id),
  );
}

export function readyData(discord: Discord, session: Session, application: Application): Fields {
  return {
    v: 10,
    user: ownUserShape(discord, session.botId),
    guilds: guildsOf(discord, session).map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: discord.gatewayUrl,
    session_type: "normal",
    private_channels: [],
    relationships: [],
    presences: [],
    shard: session.shard,
    application: { id: application.id, flags: applicationFlags(application) },
    _trace: [],
  };
}

/** Without the presence intent a bot gets only itself in `members`. */
export function guildCreateData(discord: Discord, guild: Guild, botId: string): Fields {
  const own = guild.members.get(botId);
  const channels = [...guild.channels.values()];
  return {
    ...guildShape(discord, guild),
    joined_at: iso(own?.joinedAt ?? discord.now()),
    large: guild.members.size > 50,
    unavailable: false,
    member_count: guild.members.size,
    members: own ? [memberShape(discord, own)] : [],
    channels: channels
      .filter((channel) => !isThread(channel))
      .map((channel) => channelFor(discord, channel, botId)),
    threads: channels
      .filter((channel) => isThread(channel) && canView(discord, channel, botId))
      .map((channel) => channelShape(discord, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
