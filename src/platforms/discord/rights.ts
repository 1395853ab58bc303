/** What the adapter itself has to know about server-wide rights. The real resolver is `domain/discord/permissions.ts`. */
import { z } from "zod";

const ADMINISTRATOR = 1n << 3n;
const MANAGE_GUILD = 1n << 5n;
const VIEW_AUDIT_LOG = 1n << 7n;

export const guildShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(
    z.looseObject({
      id: z.string(),
      permissions: z.string().regex(/^\d+$/),
      tags: z.looseObject({ bot_id: z.string().optional() }).optional(),
    }),
  ),
});
export type Guild = z.infer<typeof guildShape>;

export const memberShape = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    username: z.string(),
    global_name: z.string().nullish(),
    bot: z.boolean().optional(),
  }),
  nick: z.string().nullish(),
  roles: z.array(z.string()),
  communication_disabled_until: z.string().nullish(),
});
export type Member = z.infer<typeof memberShape>;

/** Server-wide mask; an owner or administrator has every bit we ask about. A timed-out member has none of them. */
function mask(guild: Guild, member: Member, now: number): bigint {
  if (guild.owner_id === member.user.id) return ~0n;
  // @everyone is the role with the server's own id; nobody lists it.
  const held = guild.roles.filter(({ id }) => id === guild.id || member.roles.includes(id));
  const permissions = held.reduce((all, role) => all | BigInt(role.permissions), 0n);
  if (permissions & ADMINISTRATOR) return ~0n;
  const until = Date.parse(member.communication_disabled_until ?? "");
  return until > now ? 0n : permissions;
}

export function managesServer(guild: Guild, member: Member, now: number): boolean {
  return (mask(guild, member, now) & MANAGE_GUILD) !== 0n;
}

export function readsAuditLog(guild: Guild, member: Member, now: number): boolean {
  return (mask(guild, member, now) & VIEW_AUDIT_LOG) !== 0n;
}

export function displayName(member: { user: Member["user"]; nick?: string | null | undefined }): string {
  return member.nick ?? member.user.global_name ?? member.user.username;
}
