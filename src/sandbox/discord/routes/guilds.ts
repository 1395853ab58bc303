import { memberIn } from "../acts/doer.ts";
import { removeIntegration } from "../acts/install.ts";
import { removeMember } from "../acts/members.ts";
import { createWebhook } from "../acts/webhooks.ts";
import { auditShape, changesBetween, writeAudit } from "../audit.ts";
import { refuse } from "../errors.ts";
import { snowflakeTime } from "../flags.ts";
import { tellGuild } from "../gateway/dispatch.ts";
import { guildPermissions, isThread, canView, requireInChannel, requireInGuild } from "../permissions.ts";
import { fields, text } from "../read.ts";
import { channelShape, guildShape, integrationShape, webhookShape } from "../shapes/guild.ts";
import { userShape } from "../shapes/user.ts";
import type { AuditEntry } from "../state.ts";
import { channelOf, doerOf, guildOf, limitOf, param, route, type Call } from "./route.ts";

const RETENTION_MS = 45 * 24 * 3_600_000;

export const guildRoutes = [
  route("GET", "/users/@me/guilds", ({ discord, bot }) =>
    [...discord.guilds.values()]
      .filter((guild) => guild.members.has(bot.botId))
      .map((guild) => ({
        id: guild.id,
        name: guild.name,
        icon: null,
        banner: null,
        owner: guild.ownerId === bot.botId,
        permissions: guildPermissions(discord, guild, bot.botId).toString(),
        features: ["COMMUNITY"],
      })),
  ),
  route("DELETE", "/users/@me/guilds/{guild_id}", (call) => {
    const guild = guildOf(call);
    removeMember(doerOf(call, guild), memberIn(guild, call.bot.botId));
  }),
  route("GET", "/guilds/{guild_id}", (call) => {
    const guild = guildOf(call);
    const size = guild.members.size;
    const counts = { approximate_member_count: size, approximate_presence_count: size };
    return {
      ...guildShape(call.discord, guild),
      ...(call.query.get("with_counts") === "true" ? counts : {}),
    };
  }),
  route("PATCH", "/guilds/{guild_id}", (call) => {
    const guild = guildOf(call);
    requireInGuild(call.discord, guild, call.bot.botId, "MANAGE_GUILD");
    const before = { name: guild.name };
    guild.name = text(fields(call.body)["name"]) ?? guild.name;
    const changes = changesBetween(before, { name: guild.name });
    tellGuild(call.discord, guild, "GUILDS", "GUILD_UPDATE", () => guildShape(call.discord, guild));
    writeAudit(call.discord, guild, "GUILD_UPDATE", { by: call.bot.botId, target: guild.id, changes });
    return guildShape(call.discord, guild);
  }),
  route("GET", "/guilds/{guild_id}/audit-logs", readAuditLog),
  route("GET", "/guilds/{guild_id}/integrations", (call) => {
    const guild = guildOf(call);
    requireInGuild(call.discord, guild, call.bot.botId, "MANAGE_GUILD");
    return [...guild.integrations.values()].slice(0, 50).map((each) => integrationShape(call.discord, each));
  }),
  route("DELETE", "/guilds/{guild_id}/integrations/{integration_id}", (call) => {
    const guild = guildOf(call);
    const integration = guild.integrations.get(param(call, "integration_id"));
    if (!integration) throw refuse("unknownIntegration");
    removeIntegration(doerOf(call, guild), integration);
  }),
  route("GET", "/guilds/{guild_id}/webhooks", (call) => {
    const guild = guildOf(call);
    requireInGuild(call.discord, guild, call.bot.botId, "MANAGE_WEBHOOKS");
    return [...guild.webhooks.values()].map((each) => webhookShape(call.discord, guild, each));
  }),
  route("POST", "/channels/{channel_id}/webhooks", (call) => {
    const channel = channelOf(call);
    const guild = call.discord.guilds.get(channel.guildId ?? "");
    if (!guild) throw refuse("cannotExecuteOnDm");
    const name = text(fields(call.body)["name"]) ?? "";
    return webhookShape(call.discord, guild, createWebhook(doerOf(call, guild), channel, name));
  }),
  route("GET", "/channels/{channel_id}/webhooks", (call) => {
    const channel = channelOf(call);
    const guild = call.discord.guilds.get(channel.guildId ?? "");
    if (!guild) throw refuse("cannotExecuteOnDm");
    requireInChannel(call.discord, channel, call.bot.botId, "MANAGE_WEBHOOKS");
    const here = [...guild.webhooks.values()].filter((each) => each.channelId === channel.id);
    return here.map((each) => webhookShape(call.discord, guild, each));
  }),
  route("GET", "/guilds/{guild_id}/threads/active", (call) => {
    const { discord, bot } = call;
    const threads = [...guildOf(call).channels.values()].filter(
      (channel) => isThread(channel) && !channel.thread?.archived && canView(discord, channel, bot.botId),
    );
    return { threads: threads.map((thread) => channelShape(discord, thread)), members: [], has_more: false };
  }),
];

/** Newest first; with `after`, oldest first. Nothing older than 45 days. */
function readAuditLog(call: Call): unknown {
  const { discord, query } = call;
  const guild = guildOf(call);
  requireInGuild(discord, guild, call.bot.botId, "VIEW_AUDIT_LOG");
  const [before, after, user, target] = ["before", "after", "user_id", "target_id"].map((key) =>
    query.get(key),
  );
  const action = query.get("action_type");
  const kept = (entry: AuditEntry): boolean =>
    snowflakeTime(entry.id) > discord.now() - RETENTION_MS &&
    (!before || BigInt(entry.id) < BigInt(before)) &&
    (!after || BigInt(entry.id) > BigInt(after)) &&
    (!user || entry.userId === user) &&
    (!target || entry.targetId === target) &&
    (!action || entry.actionType === Number(action));
  const found = guild.auditLog.filter(kept);
  const limit = limitOf(call, 50, 100);
  const entries = after ? found.slice(0, limit) : found.reverse().slice(0, limit);
  const people = entries.flatMap((entry) => [entry.userId, entry.targetId]).filter((id) => id !== null);
  return {
    audit_log_entries: entries.map(auditShape),
    users: [...new Set(people)].filter((id) => discord.users.has(id)).map((id) => userShape(discord, id)),
    integrations: [],
    webhooks: [],
    guild_scheduled_events: [],
    threads: [],
    application_commands: [],
    auto_moderation_rules: [],
  };
}
