/** Entries of a server's audit log as actions: what somebody did, to whom, when. */
import { AuditLogEvent as Entry } from "discord-api-types/v10";
import { z } from "zod";
import type { PlatformActionType } from "../../domain/audit/platform-actions.ts";
import type { ActionEvent } from "../platform.ts";

const entryShape = z.looseObject({
  id: z.string().regex(/^\d+$/),
  action_type: z.number(),
  user_id: z.string().nullish(),
  target_id: z.string().nullish(),
  reason: z.string().nullish(),
  options: z.record(z.string(), z.unknown()).nullish(),
  changes: z
    .array(
      z.looseObject({
        key: z.string(),
        old_value: z.unknown().optional(),
        new_value: z.unknown().optional(),
      }),
    )
    .nullish(),
});
type Raw = z.infer<typeof entryShape>;
const roleList = z.array(z.looseObject({ id: z.string() })).catch([]);

/** Type and the name of what `target_id` is. */
const simple: Partial<Record<number, [type: PlatformActionType, target: string | null]>> = {
  [Entry.GuildUpdate]: ["discord.guild.update", null],
  [Entry.ChannelCreate]: ["discord.channel.create", "channelId"],
  [Entry.ChannelUpdate]: ["discord.channel.update", "channelId"],
  [Entry.ChannelDelete]: ["discord.channel.delete", "channelId"],
  [Entry.ChannelOverwriteCreate]: ["discord.overwrite.create", "channelId"],
  [Entry.ChannelOverwriteUpdate]: ["discord.overwrite.update", "channelId"],
  [Entry.ChannelOverwriteDelete]: ["discord.overwrite.delete", "channelId"],
  [Entry.MemberKick]: ["discord.member.kick", "userId"],
  [Entry.MemberPrune]: ["discord.member.prune", null],
  [Entry.MemberBanAdd]: ["discord.member.ban", "userId"],
  [Entry.MemberBanRemove]: ["discord.member.unban", "userId"],
  [Entry.MemberMove]: ["discord.member.move", null],
  [Entry.MemberDisconnect]: ["discord.member.disconnect", null],
  [Entry.BotAdd]: ["discord.bot.add", "userId"],
  [Entry.RoleCreate]: ["discord.role.create", "roleId"],
  [Entry.RoleUpdate]: ["discord.role.update", "roleId"],
  [Entry.RoleDelete]: ["discord.role.delete", "roleId"],
  [Entry.InviteCreate]: ["discord.invite.create", null],
  [Entry.InviteUpdate]: ["discord.invite.update", null],
  [Entry.InviteDelete]: ["discord.invite.delete", null],
  [Entry.WebhookCreate]: ["discord.webhook.create", "webhookId"],
  [Entry.WebhookUpdate]: ["discord.webhook.update", "webhookId"],
  [Entry.WebhookDelete]: ["discord.webhook.delete", "webhookId"],
  [Entry.EmojiCreate]: ["discord.expression.create", "expressionId"],
  [Entry.EmojiUpdate]: ["discord.expression.update", "expressionId"],
  [Entry.EmojiDelete]: ["discord.expression.delete", "expressionId"],
  [Entry.StickerCreate]: ["discord.expression.create", "expressionId"],
  [Entry.StickerUpdate]: ["discord.expression.update", "expressionId"],
  [Entry.StickerDelete]: ["discord.expression.delete", "expressionId"],
  [Entry.SoundboardSoundCreate]: ["discord.expression.create", "expressionId"],
  [Entry.SoundboardSoundUpdate]: ["discord.expression.update", "expressionId"],
  [Entry.SoundboardSoundDelete]: ["discord.expression.delete", "expressionId"],
  [Entry.MessageDelete]: ["discord.message.delete", "userId"],
  [Entry.MessageBulkDelete]: ["discord.message.bulk_delete", "channelId"],
  [Entry.MessagePin]: ["discord.message.pin", null],
  [Entry.MessageUnpin]: ["discord.message.unpin", null],
  [Entry.IntegrationCreate]: ["discord.integration.create", "integrationId"],
  [Entry.IntegrationUpdate]: ["discord.integration.update", "integrationId"],
  [Entry.IntegrationDelete]: ["discord.integration.delete", "integrationId"],
  [Entry.StageInstanceCreate]: ["discord.stage.create", null],
  [Entry.StageInstanceUpdate]: ["discord.stage.update", null],
  [Entry.StageInstanceDelete]: ["discord.stage.delete", null],
  [Entry.GuildScheduledEventCreate]: ["discord.event.create", "eventId"],
  [Entry.GuildScheduledEventUpdate]: ["discord.event.update", "eventId"],
  [Entry.GuildScheduledEventDelete]: ["discord.event.delete", "eventId"],
  [Entry.ThreadCreate]: ["discord.thread.create", "threadId"],
  [Entry.ThreadUpdate]: ["discord.thread.update", "threadId"],
  [Entry.ThreadDelete]: ["discord.thread.delete", "threadId"],
  [Entry.ApplicationCommandPermissionUpdate]: ["discord.command.permissions", null],
  [Entry.AutoModerationRuleCreate]: ["discord.automod.create", "ruleId"],
  [Entry.AutoModerationRuleUpdate]: ["discord.automod.update", "ruleId"],
  [Entry.AutoModerationRuleDelete]: ["discord.automod.delete", "ruleId"],
  [Entry.OnboardingPromptCreate]: ["discord.onboarding.update", null],
  [Entry.OnboardingPromptUpdate]: ["discord.onboarding.update", null],
  [Entry.OnboardingPromptDelete]: ["discord.onboarding.update", null],
  [Entry.OnboardingCreate]: ["discord.onboarding.update", null],
  [Entry.OnboardingUpdate]: ["discord.onboarding.update", null],
  // Voice channel status, which discord-api-types does not name yet.
  192: ["discord.voice.status", "channelId"],
  193: ["discord.voice.status", "channelId"],
};

const MEMBER_UPDATE: number = Entry.MemberUpdate;
const MEMBER_ROLE_UPDATE: number = Entry.MemberRoleUpdate;

/** Ids in an entry's `options` by the names that params use. */
const optionNames: Record<string, string> = {
  channel_id: "channelId",
  message_id: "messageId",
  application_id: "applicationId",
};

/** Empty for what is no audit-log entry, and for entries without anybody behind them. */
export function actionsOf(workspace: string, data: unknown): ActionEvent[] {
  const entry = entryShape.safeParse(data).data;
  if (!entry?.user_id) return [];
  const { id, reason, changes } = entry;
  const options = idsIn(entry);
  const base = {
    platform: "discord" as const,
    workspace,
    actor: { id: entry.user_id, name: null, bot: null },
    at: snowflakeTime(id),
    reason: reason ?? null,
    where: { guildId: workspace, ...options },
    changes: (changes ?? []).map(({ key, old_value: before, new_value: after }) => ({ key, before, after })),
  };
  const userId = entry.target_id ?? "";
  if (entry.action_type === MEMBER_ROLE_UPDATE)
    return roleMoves(entry).map(({ type, roleId }) => ({
      ...base,
      entryId: `${id}/${roleId}`,
      type,
      target: { userId, roleId },
    }));
  if (entry.action_type === MEMBER_UPDATE)
    return memberUpdates(entry).map(([key, type]) => ({
      ...base,
      entryId: `${id}/${key}`,
      type,
      target: { userId },
      changes: base.changes.filter((change) => change.key === key),
    }));
  const [type, name] = simple[entry.action_type] ?? [`discord.entry_${entry.action_type}`, null];
  const named = name !== null && entry.target_id ? { [name]: entry.target_id } : {};
  return [{ ...base, entryId: id, type, target: { ...named, ...targetIn(type, entry, options) } }];
}

export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
}

function idsIn({ options }: Raw): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options ?? {}).flatMap(([key, value]) => {
      const name = optionNames[key];
      return name !== undefined && typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

/** What belongs to the target although it is told beside it. */
function targetIn(type: string, { options }: Raw, ids: Record<string, string>): Record<string, string> {
  if (type.startsWith("discord.overwrite.") && typeof options?.["id"] === "string")
    return { overwriteId: options["id"] };
  if (type === "discord.command.permissions") return pick(ids, "applicationId");
  if (/^discord\.(message|stage|member)\./.test(type)) return pick(ids, "channelId", "messageId");
  return {};
}

function pick(ids: Record<string, string>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (ids[name] === undefined ? [] : [[name, ids[name]]])));
}

function roleMoves({ changes }: Raw): { type: PlatformActionType; roleId: string }[] {
  return (changes ?? []).flatMap(({ key, new_value }) => {
    if (key !== "$add" && key !== "$remove") return [];
    const type = key === "$add" ? ("discord.role.grant" as const) : ("discord.role.revoke" as const);
    return roleList.parse(new_value).map((role) => ({ type, roleId: role.id }));
  });
}

function memberUpdates({ changes, user_id, target_id }: Raw): [key: string, type: PlatformActionType][] {
  return (changes ?? []).flatMap(({ key, new_value }): [string, PlatformActionType][] => {
    switch (key) {
      case "nick":
        return [[key, user_id === target_id ? "discord.member.own_nickname" : "discord.member.nickname"]];
      case "communication_disabled_until":
        return [[key, new_value ? "discord.member.timeout" : "discord.member.timeout_end"]];
      case "mute":
        return [[key, "discord.member.mute"]];
      case "deaf":
        return [[key, "discord.member.deafen"]];
      default:
        return [];
    }
  });
}
