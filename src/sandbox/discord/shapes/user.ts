/** Users, members and applications as the API shows them. */
import { privilegedIntents } from "../flags.ts";
import type { Fields } from "../read.ts";
import type { Application, Discord, Member } from "../state.ts";

export function userShape(discord: Discord, id: string): Fields {
  const user = discord.users.get(id);
  return {
    id,
    username: user?.username ?? "deleted_user",
    discriminator: user?.bot ? "0001" : "0",
    global_name: user?.globalName ?? null,
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    banner: null,
    accent_color: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(user?.bot ? { bot: true } : {}),
  };
}

/** What `GET /users/@me` adds. */
export function ownUserShape(discord: Discord, id: string): Fields {
  return { ...userShape(discord, id), mfa_enabled: true, locale: "en-US", verified: true, email: null };
}

export function memberShape(discord: Discord, member: Member): Fields {
  return { ...bareMemberShape(member), user: userShape(discord, member.userId), mute: false, deaf: false };
}

/** A member without its user and voice state, as in messages and resolved data. */
export function bareMemberShape(member: Member): Fields {
  return {
    avatar: null,
    banner: null,
    communication_disabled_until: iso(member.timeoutUntil),
    flags: 0,
    joined_at: iso(member.joinedAt),
    nick: member.nick,
    pending: false,
    premium_since: null,
    roles: member.roles,
  };
}

export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().replace("Z", "000+00:00");
}

export function applicationFlags(application: Application): number {
  const limited = { GUILD_PRESENCES: 1 << 13, GUILD_MEMBERS: 1 << 15, MESSAGE_CONTENT: 1 << 19 };
  const names = Object.keys(limited) as (keyof typeof limited)[];
  return names
    .filter((name) => application.privileged & privilegedIntents[name])
    .reduce((sum, name) => sum | limited[name], application.commands.size > 0 ? 1 << 23 : 0);
}

/** An application as integrations and messages mention it. */
export function briefApplicationShape(discord: Discord, application: Application): Fields {
  return {
    id: application.id,
    name: application.name,
    icon: null,
    description: application.description,
    type: null,
    bot: userShape(discord, application.botId),
  };
}

export function ownApplicationShape(discord: Discord, application: Application): Fields {
  const installs = [...discord.guilds.values()].filter((guild) =>
    guild.members.has(application.botId),
  ).length;
  const flags = applicationFlags(application);
  return {
    ...briefApplicationShape(discord, application),
    bot_public: application.public,
    bot_require_code_grant: false,
    integration_types_config: { "0": {} },
    verify_key: "0".repeat(64),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userShape(discord, application.ownerId),
    approximate_guild_count: installs,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    event_webhooks_url: null,
    event_webhooks_status: 1,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ["bot", "applications.commands"],
  };
}
