/** Builds the state from a `DiscordWorld`; a seed that contradicts itself is refused with one sentence. */
import { bits, privilegedIntents, snowflake } from "./flags.ts";
import type { Application, Channel, Discord, Guild, Member, Message, User } from "./state.ts";
import type { DiscordWorld, Mask, WorldBot, WorldChannel, WorldGuild, WorldUser } from "./world.ts";

const MINUTE = 60_000;

export function seed(discord: Discord, world: DiscordWorld): void {
  for (const user of world.users) add(discord.users, person(user), "user");
  for (const bot of world.bots) {
    add(discord.users, botUser(bot), "user");
    add(discord.applications, application(bot, world.users[0]?.id ?? bot.id), "application");
  }
  for (const guild of world.guilds) add(discord.guilds, makeGuild(discord, guild), "guild");
}

export function mask(value: Mask | undefined): bigint {
  return typeof value === "string" ? BigInt(value) : bits(...(value ?? []));
}

function add<T extends { id: string }>(into: Map<string, T>, thing: T, what: string): void {
  if (into.has(thing.id))
    throw new Error(`The seed has two things with id ${thing.id} (${what}); ids must be unique.`);
  into.set(thing.id, thing);
}

function person(user: WorldUser): User {
  return {
    id: user.id,
    username: user.username,
    globalName: user.globalName ?? null,
    bot: false,
    locale: user.locale ?? "en-US",
    acceptsDms: user.acceptsDms ?? true,
  };
}

function botUser(bot: WorldBot): User {
  return {
    id: bot.id,
    username: bot.username,
    globalName: null,
    bot: true,
    locale: "en-US",
    acceptsDms: false,
  };
}

function application(bot: WorldBot, firstUser: string): Application {
  const privileged = (bot.privilegedIntents ?? []).reduce((sum, name) => sum | privilegedIntents[name], 0);
  return {
    id: bot.applicationId ?? bot.id,
    botId: bot.id,
    name: bot.username,
    description: bot.description ?? "",
    token: bot.token,
    ownerId: bot.ownerId ?? firstUser,
    public: bot.public ?? true,
    privileged,
    commands: new Map(),
    identifies: 0,
  };
}

function makeGuild(discord: Discord, given: WorldGuild): Guild {
  if (!given.roles.some((role) => role.id === given.id))
    throw new Error(
      `The seed's guild ${given.name} lacks its @everyone role (a role whose id is ${given.id}).`,
    );
  const guild: Guild = {
    id: given.id,
    name: given.name,
    ownerId: given.ownerId,
    mfaLevel: given.mfaLevel ?? 0,
    preferredLocale: given.preferredLocale ?? "en-US",
    roles: new Map(),
    channels: new Map(),
    members: new Map(),
    bans: new Map(),
    integrations: new Map(),
    webhooks: new Map(),
    auditLog: [],
  };
  for (const { botId, color, hoist, mentionable, handedOut, ...role } of given.roles)
    guild.roles.set(role.id, {
      ...role,
      permissions: mask(role.permissions),
      botId: botId ?? null,
      color: color ?? 0,
      hoist: hoist ?? false,
      mentionable: mentionable ?? false,
      handedOut: handedOut ?? null,
    });
  for (const member of given.members) guild.members.set(member.userId, makeMember(discord, guild, member));
  for (const [at, channel] of given.channels.entries()) {
    const made = makeChannel(discord, guild.id, channel, at);
    guild.channels.set(made.id, made);
    add(discord.channels, made, "channel");
  }
  for (const webhook of given.webhooks ?? [])
    guild.webhooks.set(webhook.id, { ...webhook, token: `webhook-token-${webhook.id}` });
  guild.auditLog = auditLog(discord, given);
  return guild;
}

function makeMember(discord: Discord, guild: Guild, given: WorldGuild["members"][number]): Member {
  const user = discord.users.get(given.userId);
  if (!user)
    throw new Error(
      `The seed's guild ${guild.name} has member ${given.userId}, who is not among users or bots.`,
    );
  for (const role of given.roles ?? [])
    if (!guild.roles.has(role))
      throw new Error(
        `The seed gives ${user.username} role ${role}, which guild ${guild.name} does not have.`,
      );
  const app = [...discord.applications.values()].find((each) => each.botId === user.id);
  if (app) {
    const id = discord.newId();
    guild.integrations.set(id, {
      id,
      applicationId: app.id,
      scopes: ["applications.commands", "bot"],
      addedBy: guild.ownerId,
    });
  }
  return {
    userId: user.id,
    nick: given.nick ?? null,
    roles: given.roles ?? [],
    joinedAt: given.joinedAt ? Date.parse(given.joinedAt) : discord.now() - 30 * 24 * 60 * MINUTE,
    timeoutUntil: given.timeoutUntil ? Date.parse(given.timeoutUntil) : null,
  };
}

function makeChannel(discord: Discord, guildId: string, given: WorldChannel, at: number): Channel {
  return {
    id: given.id,
    type: given.type,
    guildId,
    name: given.name,
    position: given.position ?? at,
    parentId: given.parentId ?? null,
    topic: given.topic ?? null,
    nsfw: given.nsfw ?? false,
    overwrites: (given.overwrites ?? []).map((each) => ({
      id: each.id,
      type: each.type === "role" ? 0 : 1,
      allow: mask(each.allow),
      deny: mask(each.deny),
    })),
    messages: (given.messages ?? []).map((each, nth) => seededMessage(discord, given.id, each, nth)),
    recipients: [],
    thread: null,
  };
}

function seededMessage(
  discord: Discord,
  channelId: string,
  given: { authorId: string; content: string; minutesAgo?: number },
  nth: number,
): Message {
  const sentAt = discord.now() - (given.minutesAgo ?? 60) * MINUTE + nth;
  return {
    id: snowflake(sentAt, Number(BigInt(channelId) % 4096n) * 64 + (nth % 64)),
    channelId,
    type: 0,
    authorId: given.authorId,
    applicationId: null,
    webhookId: null,
    content: given.content,
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    sentAt,
    editedAt: null,
    nonce: null,
    tts: false,
    pinned: false,
    mentions: { users: [], roles: [], everyone: false },
    allowedMentions: null,
    replyTo: null,
    interactionMetadata: null,
    ephemeralFor: null,
  };
}

function auditLog(discord: Discord, given: WorldGuild): Guild["auditLog"] {
  const entries = (given.auditLog ?? []).map((each, nth) => ({
    id: snowflake(discord.now() - (each.minutesAgo ?? 60) * MINUTE, nth),
    actionType: each.actionType,
    userId: each.userId,
    targetId: each.targetId ?? null,
    changes: each.changes ?? [],
    options: each.options ?? null,
    reason: each.reason ?? null,
  }));
  return entries.sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
}
