/** Gateway events that mean "look at this server again". Which bots they name is a hint; what is true is in the next snapshot. */
import { AuditLogEvent, GatewayDispatchEvents as Event } from "discord-api-types/v10";
import { z } from "zod";
import type { ChangeEvent } from "../platform.ts";

const bodyShape = z.looseObject({
  guild_id: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  preferred_locale: z.string().optional(),
  user_id: z.string().nullish(),
  target_id: z.string().nullish(),
  action_type: z.enum(AuditLogEvent).optional().catch(undefined),
  user: z
    .looseObject({ id: z.string(), username: z.string(), bot: z.boolean().optional() })
    .optional()
    .catch(undefined),
  application: z
    .looseObject({
      name: z.string(),
      bot: z.looseObject({ id: z.string(), username: z.string() }).optional(),
    })
    .optional()
    .catch(undefined),
});
type Body = z.infer<typeof bodyShape>;

const permissionEvents = new Set<Event>([
  Event.GuildUpdate,
  Event.GuildRoleCreate,
  Event.GuildRoleUpdate,
  Event.GuildRoleDelete,
  Event.ChannelCreate,
  Event.ChannelUpdate,
  Event.ChannelDelete,
  Event.GuildMemberUpdate,
  Event.WebhooksUpdate,
]);
const integrationEvents = new Set<Event>([
  Event.IntegrationCreate,
  Event.IntegrationUpdate,
  Event.IntegrationDelete,
]);

/** Entries about who is here, and entries about what somebody may do; all others change neither. */
const memberEntries = new Set<AuditLogEvent>([
  AuditLogEvent.MemberKick,
  AuditLogEvent.MemberBanAdd,
  AuditLogEvent.BotAdd,
  AuditLogEvent.IntegrationCreate,
  AuditLogEvent.IntegrationUpdate,
  AuditLogEvent.IntegrationDelete,
]);
const permissionEntries = new Set<AuditLogEvent>([
  AuditLogEvent.ChannelOverwriteCreate,
  AuditLogEvent.ChannelOverwriteUpdate,
  AuditLogEvent.ChannelOverwriteDelete,
  AuditLogEvent.MemberRoleUpdate,
  AuditLogEvent.RoleCreate,
  AuditLogEvent.RoleUpdate,
  AuditLogEvent.RoleDelete,
]);

/** null for events that are none of our business. */
export function changeOf(type: Event, data: unknown): ChangeEvent | null {
  const body = bodyShape.safeParse(data).data;
  const workspace = type === Event.GuildUpdate ? body?.id : body?.guild_id;
  if (!body || workspace === undefined) return null;
  const what = whatChanged(type, body);
  if (!what) return null;
  const bots = botsIn(type, body);
  if (type !== Event.GuildUpdate) return { platform: "discord", workspace, title: null, what, bots };
  const { name: title = null, preferred_locale: language } = body;
  return { platform: "discord", workspace, title, ...(language && { language }), what, bots };
}

function whatChanged(type: Event, { action_type }: Body): ChangeEvent["what"] | null {
  if (permissionEvents.has(type)) return "permissions";
  if (integrationEvents.has(type)) return "members";
  if (type !== Event.GuildAuditLogEntryCreate || action_type === undefined) return null;
  if (memberEntries.has(action_type)) return "members";
  return permissionEntries.has(action_type) ? "permissions" : null;
}

function botsIn(
  type: Event,
  { action_type, application, user, user_id, target_id }: Body,
): ChangeEvent["bots"] {
  if (application?.bot)
    return [{ id: application.bot.id, name: application.bot.username, how: "integration" }];
  if (type === Event.GuildMemberUpdate && user?.bot)
    return [{ id: user.id, name: user.username, how: "member update" }];
  // Other entries name people as well as bots, and nobody wants to watch those.
  if (!target_id || action_type !== AuditLogEvent.BotAdd) return [];
  return [{ id: target_id, name: target_id, how: `audit log: added${user_id ? ` by ${user_id}` : ""}` }];
}
