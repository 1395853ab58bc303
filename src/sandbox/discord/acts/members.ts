/** What happens to members: roles, nicknames, timeouts, kicks, bans. */
import { changesBetween, writeAudit } from "../audit.ts";
import { invalidField, refuse } from "../errors.ts";
import { bits } from "../flags.ts";
import { tellBot, tellGuild, withVisibility } from "../gateway/dispatch.ts";
import { guildPermissions, outranksMember, outranksRole } from "../permissions.ts";
import { integrationShape } from "../shapes/guild.ts";
import { iso, memberShape, userShape } from "../shapes/user.ts";
import { applicationOfBot, type Discord, type Guild, type Member, type Role } from "../state.ts";
import { requireRights, type Doer } from "./doer.ts";
import { removeRole } from "./roles.ts";

const LONGEST_TIMEOUT_MS = 28 * 24 * 3_600_000;

export function giveRole(doer: Doer, member: Member, role: Role): void {
  checkAssignable(doer, role);
  if (!member.roles.includes(role.id)) assignRoles(doer, member, [...member.roles, role.id]);
}

export function takeRole(doer: Doer, member: Member, role: Role): void {
  checkAssignable(doer, role);
  if (member.roles.includes(role.id))
    assignRoles(
      doer,
      member,
      member.roles.filter((id) => id !== role.id),
    );
}

/** Replaces a member's roles; each one given or taken is checked. */
export function setRoles(doer: Doer, member: Member, wanted: Role[]): void {
  const ids = wanted.map((role) => role.id);
  for (const role of doer.guild.roles.values())
    if (ids.includes(role.id) !== member.roles.includes(role.id) && role.id !== doer.guild.id)
      checkAssignable(doer, role);
  assignRoles(doer, member, ids);
}

function checkAssignable(doer: Doer, role: Role): void {
  requireRights(doer, "MANAGE_ROLES");
  if (role.botId !== null || role.id === doer.guild.id) throw refuse("invalidRole");
  if (!outranksRole(doer.guild, doer.by, role)) throw refuse("missingPermissions");
}

export function assignRoles(doer: Doer, member: Member, roles: string[]): void {
  const { discord, guild } = doer;
  const named = (ids: string[]) => ids.map((id) => ({ id, name: guild.roles.get(id)?.name ?? "" }));
  const added = named(roles.filter((id) => !member.roles.includes(id)));
  const removed = named(member.roles.filter((id) => !roles.includes(id)));
  if (added.length + removed.length === 0) return;
  withVisibility(discord, guild, () => {
    member.roles = roles;
  });
  tellMember(discord, guild, member);
  const changes = [
    ...(added.length > 0 ? [{ key: "$add", new_value: added }] : []),
    ...(removed.length > 0 ? [{ key: "$remove", new_value: removed }] : []),
  ];
  const { by, reason } = doer;
  writeAudit(discord, guild, "MEMBER_ROLE_UPDATE", { by, target: member.userId, changes, reason });
}

export function setNick(doer: Doer, member: Member, nick: string | null): void {
  requireRights(doer, member.userId === doer.by ? "CHANGE_NICKNAME" : "MANAGE_NICKNAMES");
  if (member.userId !== doer.by) checkRank(doer, member);
  update(doer, member, { nick: nick === "" ? null : nick });
}

/** `until` null ends the timeout. */
export function timeout(doer: Doer, member: Member, until: number | null): void {
  const { discord, guild } = doer;
  requireRights(doer, "MODERATE_MEMBERS");
  checkRank(doer, member);
  if (guildPermissions(discord, guild, member.userId) & bits("ADMINISTRATOR"))
    throw refuse("missingPermissions");
  if (until !== null && until > discord.now() + LONGEST_TIMEOUT_MS)
    throw invalidField(
      ["communication_disabled_until"],
      "DATE_TIME_TOO_FAR_IN_FUTURE",
      "Cannot time out a member for longer than 28 days.",
    );
  withVisibility(discord, guild, () => update(doer, member, { timeoutUntil: until }));
}

function update(doer: Doer, member: Member, patch: Partial<Pick<Member, "nick" | "timeoutUntil">>): void {
  const { discord, guild, by, reason } = doer;
  const auditable = () => ({ nick: member.nick, communication_disabled_until: iso(member.timeoutUntil) });
  const before = auditable();
  Object.assign(member, patch);
  const changes = changesBetween(before, auditable());
  if (changes.length === 0) return;
  tellMember(discord, guild, member);
  writeAudit(discord, guild, "MEMBER_UPDATE", { by, target: member.userId, changes, reason });
}

export function kick(doer: Doer, member: Member): void {
  const { discord, guild, by, reason } = doer;
  requireRights(doer, "KICK_MEMBERS");
  checkRank(doer, member);
  writeAudit(discord, guild, "MEMBER_KICK", { by, target: member.userId, reason });
  removeMember(doer, member);
}

export function ban(doer: Doer, userId: string): void {
  const { discord, guild, by, reason } = doer;
  requireRights(doer, "BAN_MEMBERS");
  if (!discord.users.has(userId)) throw refuse("unknownUser");
  const member = guild.members.get(userId);
  if (member) checkRank(doer, member);
  guild.bans.set(userId, reason ?? null);
  writeAudit(discord, guild, "MEMBER_BAN_ADD", { by, target: userId, reason });
  tellBan(discord, guild, "GUILD_BAN_ADD", userId);
  if (member) removeMember(doer, member);
}

export function unban(doer: Doer, userId: string): void {
  const { discord, guild, by, reason } = doer;
  requireRights(doer, "BAN_MEMBERS");
  if (!guild.bans.delete(userId)) throw refuse("unknownBan");
  writeAudit(discord, guild, "MEMBER_BAN_REMOVE", { by, target: userId, reason });
  tellBan(discord, guild, "GUILD_BAN_REMOVE", userId);
}

/** Takes a member out. A bot's managed role and integration go with it. */
export function removeMember(doer: Doer, member: Member): void {
  const { discord, guild } = doer;
  const { userId } = member;
  guild.members.delete(userId);
  const application = applicationOfBot(discord, userId);
  if (application) tellBot(discord, userId, guild.id, "GUILD_DELETE", { id: guild.id });
  tellGuild(discord, guild, "GUILD_MEMBERS", "GUILD_MEMBER_REMOVE", () => ({
    guild_id: guild.id,
    user: userShape(discord, userId),
  }));
  if (!application) return;
  for (const role of guild.roles.values()) if (role.botId === userId) removeRole(doer, role);
  for (const integration of guild.integrations.values())
    if (integration.applicationId === application.id) {
      guild.integrations.delete(integration.id);
      const { id } = integration;
      const gone = { id, guild_id: guild.id, application_id: application.id };
      tellGuild(discord, guild, "GUILD_INTEGRATIONS", "INTEGRATION_DELETE", () => gone);
      tellGuild(discord, guild, "GUILD_INTEGRATIONS", "GUILD_INTEGRATIONS_UPDATE", () => ({
        guild_id: guild.id,
      }));
      const changes = [{ key: "name", old_value: integrationShape(discord, integration)["name"] }];
      writeAudit(discord, guild, "INTEGRATION_DELETE", {
        by: doer.by,
        target: id,
        changes,
        reason: doer.reason,
      });
    }
}

export function tellMember(discord: Discord, guild: Guild, member: Member): void {
  const data = { ...memberShape(discord, member), guild_id: guild.id };
  // A bot always hears about itself.
  tellGuild(discord, guild, "GUILD_MEMBERS", "GUILD_MEMBER_UPDATE", (session) =>
    session.botId === member.userId ? null : data,
  );
  tellBot(discord, member.userId, guild.id, "GUILD_MEMBER_UPDATE", data);
}

function tellBan(
  discord: Discord,
  guild: Guild,
  type: "GUILD_BAN_ADD" | "GUILD_BAN_REMOVE",
  userId: string,
): void {
  tellGuild(discord, guild, "GUILD_MODERATION", type, (session) =>
    guildPermissions(discord, guild, session.botId) & bits("BAN_MEMBERS", "VIEW_AUDIT_LOG")
      ? { guild_id: guild.id, user: userShape(discord, userId) }
      : null,
  );
}

function checkRank({ guild, by }: Doer, member: Member): void {
  if (!outranksMember(guild, by, member.userId)) throw refuse("missingPermissions");
}
