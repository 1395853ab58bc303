/** Guilds, roles, channels, integrations and webhooks as the API shows them. */
import { bits } from "../flags.ts";
import { canView, isThread } from "../permissions.ts";
import type { Fields } from "../read.ts";
import {
  applicationOfBot,
  type Channel,
  type Discord,
  type Guild,
  type Integration,
  type Overwrite,
  type Role,
  type Webhook,
} from "../state.ts";
import { briefApplicationShape, iso, userShape } from "./user.ts";

const OBFUSCATED = 1 << 17;
/** Of a role. */
const IN_PROMPT = 1 << 0;

export function roleShape(discord: Discord, guild: Guild, role: Role): Fields {
  const tags = {
    ...(role.botId === null ? {} : roleTags(discord, guild, role.botId)),
    // Discord's way of saying yes.
    ...(role.handedOut === "app" ? { guild_connections: null } : {}),
  };
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: role.hoist,
    managed: role.botId !== null,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: role.handedOut === "onboarding" ? IN_PROMPT : 0,
    ...(Object.keys(tags).length > 0 ? { tags } : {}),
  };
}

function roleTags(discord: Discord, guild: Guild, botId: string): Fields {
  const application = applicationOfBot(discord, botId);
  const integration = [...guild.integrations.values()].find((each) => each.applicationId === application?.id);
  return { bot_id: botId, ...(integration ? { integration_id: integration.id } : {}) };
}

export function overwriteShape(overwrite: Overwrite): Fields {
  return {
    id: overwrite.id,
    type: overwrite.type,
    allow: overwrite.allow.toString(),
    deny: overwrite.deny.toString(),
  };
}

export function channelShape(discord: Discord, channel: Channel): Fields {
  const last = channel.messages.findLast((message) => message.ephemeralFor === null)?.id ?? null;
  if (channel.guildId === null) {
    const recipients = channel.recipients.map((id) => userShape(discord, id));
    return { id: channel.id, type: 1, last_message_id: last, flags: 0, recipients };
  }
  const common = {
    id: channel.id,
    type: channel.type,
    flags: 0,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    rate_limit_per_user: 0,
  };
  if (isThread(channel)) return { ...common, last_message_id: last, ...threadFields(channel) };
  const talk = channel.type === 4 ? {} : { last_message_id: last, topic: channel.topic, nsfw: channel.nsfw };
  const voice =
    channel.type === 2 || channel.type === 13 ? { bitrate: 64000, user_limit: 0, rtc_region: null } : {};
  return {
    ...common,
    ...talk,
    ...voice,
    position: channel.position,
    permission_overwrites: channel.overwrites.map(overwriteShape),
  };
}

function threadFields(channel: Channel): Fields {
  const spoken = channel.messages.filter((message) => message.ephemeralFor === null).length;
  return {
    owner_id: channel.thread?.ownerId ?? "0",
    thread_metadata: {
      archived: channel.thread?.archived ?? false,
      archive_timestamp: iso(channel.thread?.createdAt ?? 0),
      auto_archive_duration: 4320,
      locked: false,
      create_timestamp: iso(channel.thread?.createdAt ?? 0),
      ...(channel.type === 12 ? { invitable: true } : {}),
    },
    message_count: spoken,
    member_count: channel.thread?.members.size ?? 0,
    total_message_sent: spoken,
  };
}

/** What a bot's gateway gets for a channel it cannot view: the id, type, position and parent are true, the rest is not. */
export function channelStub(channel: Channel): Fields {
  const nobody = { id: channel.guildId, type: 0, allow: "0", deny: bits("VIEW_CHANNEL").toString() };
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: "___hidden___",
    position: channel.position,
    parent_id: channel.parentId,
    flags: OBFUSCATED,
    permission_overwrites: [nobody],
  };
}

/** The channel as this bot's gateway sees it. */
export function channelFor(discord: Discord, channel: Channel, botId: string): Fields {
  if (!discord.obfuscate || canView(discord, channel, botId)) return channelShape(discord, channel);
  return channelStub(channel);
}

export function guildShape(discord: Discord, guild: Guild): Fields {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: ["COMMUNITY"],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: "deprecated",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    roles: [...guild.roles.values()].map((role) => roleShape(discord, guild, role)),
    default_message_notifications: 1,
    mfa_level: guild.mfaLevel,
    explicit_content_filter: 2,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.preferredLocale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

export function integrationShape(discord: Discord, integration: Integration): Fields {
  const application = discord.applications.get(integration.applicationId);
  const { addedBy } = integration;
  return {
    id: integration.id,
    type: "discord",
    name: application?.name ?? null,
    enabled: true,
    account: { id: integration.applicationId, name: application?.name ?? null },
    scopes: integration.scopes,
    ...(application ? { application: briefApplicationShape(discord, application) } : {}),
    ...(addedBy === null ? {} : { user: userShape(discord, addedBy) }),
  };
}

export function webhookShape(discord: Discord, guild: Guild, webhook: Webhook): Fields {
  return {
    id: webhook.id,
    type: 1,
    name: webhook.name,
    avatar: null,
    application_id: null,
    channel_id: webhook.channelId,
    guild_id: guild.id,
    user: userShape(discord, webhook.creatorId),
    token: webhook.token,
    url: `${discord.origin}/api/webhooks/${webhook.id}/${webhook.token}`,
  };
}
