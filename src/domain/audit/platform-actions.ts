/**
 * What platforms' own logs tell about, by the names that manifests use for actions. `target` are the params that an approval
 * has to name; `proves` the permissions that doing it proves (facts/discord.md section 7, facts/telegram.md section 4);
 * `rights`: it can change what somebody may do here.
 */
export interface PlatformAction {
  target: readonly string[];
  proves: readonly string[];
  rights?: true;
}

const manageRoles = ["MANAGE_ROLES"] as const;
const onMember = ["userId"] as const;
const onChannel = ["channelId"] as const;
const onRole = ["roleId"] as const;
/** Who changes an expression of their own needs only the right to make some: the log doesn't say whose it is, so both count as used. */
const expressions = ["CREATE_GUILD_EXPRESSIONS", "MANAGE_GUILD_EXPRESSIONS"] as const;
const events = ["CREATE_EVENTS", "MANAGE_EVENTS"] as const;
const stage = ["MANAGE_CHANNELS", "MUTE_MEMBERS", "MOVE_MEMBERS"] as const;

export const platformActions = {
  "discord.guild.update": { target: [], proves: ["MANAGE_GUILD"], rights: true },
  "discord.channel.create": { target: onChannel, proves: ["MANAGE_CHANNELS"], rights: true },
  "discord.channel.update": { target: onChannel, proves: ["MANAGE_CHANNELS"], rights: true },
  "discord.channel.delete": { target: onChannel, proves: ["MANAGE_CHANNELS"], rights: true },
  "discord.overwrite.create": { target: ["channelId", "overwriteId"], proves: manageRoles, rights: true },
  "discord.overwrite.update": { target: ["channelId", "overwriteId"], proves: manageRoles, rights: true },
  "discord.overwrite.delete": { target: ["channelId", "overwriteId"], proves: manageRoles, rights: true },
  "discord.member.kick": { target: onMember, proves: ["KICK_MEMBERS"], rights: true },
  "discord.member.prune": { target: [], proves: ["KICK_MEMBERS", "MANAGE_GUILD"] },
  "discord.member.ban": { target: onMember, proves: ["BAN_MEMBERS"], rights: true },
  "discord.member.unban": { target: onMember, proves: ["BAN_MEMBERS"] },
  "discord.member.nickname": { target: onMember, proves: ["MANAGE_NICKNAMES"] },
  "discord.member.own_nickname": { target: onMember, proves: ["CHANGE_NICKNAME"] },
  "discord.member.timeout": { target: onMember, proves: ["MODERATE_MEMBERS"] },
  "discord.member.timeout_end": { target: onMember, proves: ["MODERATE_MEMBERS"] },
  "discord.member.mute": { target: onMember, proves: ["MUTE_MEMBERS"] },
  "discord.member.deafen": { target: onMember, proves: ["DEAFEN_MEMBERS"] },
  "discord.member.move": { target: onChannel, proves: ["MOVE_MEMBERS"] },
  "discord.member.disconnect": { target: [], proves: ["MOVE_MEMBERS"] },
  "discord.role.grant": { target: ["userId", "roleId"], proves: manageRoles, rights: true },
  "discord.role.revoke": { target: ["userId", "roleId"], proves: manageRoles, rights: true },
  "discord.bot.add": { target: onMember, proves: [], rights: true },
  "discord.role.create": { target: onRole, proves: manageRoles, rights: true },
  "discord.role.update": { target: onRole, proves: manageRoles, rights: true },
  "discord.role.delete": { target: onRole, proves: manageRoles, rights: true },
  "discord.invite.create": { target: [], proves: ["CREATE_INSTANT_INVITE"] },
  "discord.invite.update": { target: [], proves: ["MANAGE_CHANNELS", "MANAGE_GUILD"] },
  "discord.invite.delete": { target: [], proves: ["MANAGE_CHANNELS", "MANAGE_GUILD"] },
  "discord.webhook.create": { target: ["webhookId"], proves: ["MANAGE_WEBHOOKS"], rights: true },
  "discord.webhook.update": { target: ["webhookId"], proves: ["MANAGE_WEBHOOKS"], rights: true },
  "discord.webhook.delete": { target: ["webhookId"], proves: ["MANAGE_WEBHOOKS"], rights: true },
  "discord.expression.create": { target: ["expressionId"], proves: ["CREATE_GUILD_EXPRESSIONS"] },
  "discord.expression.update": { target: ["expressionId"], proves: expressions },
  "discord.expression.delete": { target: ["expressionId"], proves: expressions },
  "discord.message.delete": { target: ["channelId", "userId"], proves: ["MANAGE_MESSAGES"] },
  "discord.message.bulk_delete": { target: onChannel, proves: ["MANAGE_MESSAGES"] },
  "discord.message.pin": { target: ["channelId", "messageId"], proves: ["PIN_MESSAGES"] },
  "discord.message.unpin": { target: ["channelId", "messageId"], proves: ["PIN_MESSAGES"] },
  "discord.integration.create": { target: ["integrationId"], proves: ["MANAGE_GUILD"], rights: true },
  "discord.integration.update": { target: ["integrationId"], proves: ["MANAGE_GUILD"], rights: true },
  "discord.integration.delete": { target: ["integrationId"], proves: ["MANAGE_GUILD"], rights: true },
  "discord.stage.create": { target: onChannel, proves: stage },
  "discord.stage.update": { target: onChannel, proves: stage },
  "discord.stage.delete": { target: onChannel, proves: stage },
  "discord.event.create": { target: ["eventId"], proves: ["CREATE_EVENTS"] },
  "discord.event.update": { target: ["eventId"], proves: events },
  "discord.event.delete": { target: ["eventId"], proves: events },
  "discord.thread.create": {
    target: ["threadId"],
    proves: ["CREATE_PUBLIC_THREADS", "CREATE_PRIVATE_THREADS", "SEND_MESSAGES"],
  },
  "discord.thread.update": { target: ["threadId"], proves: ["MANAGE_THREADS"] },
  "discord.thread.delete": { target: ["threadId"], proves: ["MANAGE_THREADS"] },
  "discord.command.permissions": { target: ["applicationId"], proves: [], rights: true },
  "discord.automod.create": { target: ["ruleId"], proves: ["MANAGE_GUILD"] },
  "discord.automod.update": { target: ["ruleId"], proves: ["MANAGE_GUILD"] },
  "discord.automod.delete": { target: ["ruleId"], proves: ["MANAGE_GUILD"] },
  "discord.onboarding.update": { target: [], proves: ["MANAGE_GUILD", "MANAGE_ROLES"], rights: true },
  "discord.voice.status": { target: onChannel, proves: ["SET_VOICE_CHANNEL_STATUS"] },
  "telegram.member.ban": { target: onMember, proves: ["can_restrict_members"], rights: true },
  "telegram.member.unban": { target: onMember, proves: ["can_restrict_members"] },
  "telegram.member.remove": { target: onMember, proves: ["can_restrict_members"], rights: true },
  "telegram.member.restrict": { target: onMember, proves: ["can_restrict_members"] },
  "telegram.member.unrestrict": { target: onMember, proves: ["can_restrict_members"] },
  "telegram.member.promote": { target: onMember, proves: ["can_promote_members"], rights: true },
  "telegram.member.demote": { target: onMember, proves: ["can_promote_members"], rights: true },
  "telegram.member.add": { target: onMember, proves: ["can_invite_users"], rights: true },
  "telegram.chat.title": { target: [], proves: ["can_change_info"] },
  "telegram.chat.photo": { target: [], proves: ["can_change_info"] },
  "telegram.message.pin": { target: ["messageId"], proves: ["can_pin_messages"] },
  "telegram.topic.manage": { target: [], proves: ["can_manage_topics"] },
  "telegram.video_chat.manage": { target: [], proves: ["can_manage_video_chats"] },
} as const satisfies Record<string, PlatformAction>;

export type PlatformActionType = keyof typeof platformActions;

export function isPlatformAction(type: string): type is PlatformActionType {
  return Object.hasOwn(platformActions, type);
}

/** Whether it can change what somebody may do: worth remembering whoever did it. */
export function changesRights(type: string): boolean {
  const known: PlatformAction | undefined = isPlatformAction(type) ? platformActions[type] : undefined;
  return known?.rights === true;
}
