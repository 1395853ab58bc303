/** Discord's consent screen: what an invite link does when a person authorises it. */
import { writeAudit } from "../audit.ts";
import { invalidField, refuse } from "../errors.ts";
import { tellBot, tellGuild, withVisibility } from "../gateway/dispatch.ts";
import { guildCreateData } from "../gateway/frames.ts";
import { outranksMember } from "../permissions.ts";
import { integrationShape } from "../shapes/guild.ts";
import { memberShape } from "../shapes/user.ts";
import type { Application, Discord, Guild, Integration, Member, Role } from "../state.ts";
import { requireRights, type Doer } from "./doer.ts";
import { removeMember, tellMember } from "./members.ts";
import { addRole, changeRole } from "./roles.ts";

export interface Invite {
  application: Application;
  guildId: string | null;
  permissions: bigint;
  scopes: string[];
}

export function readInvite(discord: Discord, link: string): Invite {
  const url = new URL(link);
  if (!/^\/(api\/)?oauth2\/authorize$/.test(url.pathname)) throw new Error(`${link} is not an invite link.`);
  const application = discord.applications.get(url.searchParams.get("client_id") ?? "");
  if (!application) throw refuse("unknownApplication");
  const permissions = url.searchParams.get("permissions") ?? "0";
  if (!/^\d+$/.test(permissions))
    throw invalidField(["permissions"], "NUMBER_TYPE_COERCE", `Value "${permissions}" is not int.`);
  const scopes = (url.searchParams.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  return { application, guildId: url.searchParams.get("guild_id"), permissions: BigInt(permissions), scopes };
}

/**
 * Installs the bot, or replaces the permissions of its managed role when it is there already.
 * Needs Manage Server. Nothing but the managed role changes. `permissions=0` makes no managed role.
 */
export function authorize(doer: Doer, invite: Invite): void {
  const { guild, by } = doer;
  const { application, permissions, scopes } = invite;
  requireRights(doer, "MANAGE_GUILD");
  if (!application.public && application.ownerId !== by) throw refuse("missingAccess");
  const member = guild.members.get(application.botId);
  const integration = [...guild.integrations.values()].find((each) => each.applicationId === application.id);
  if (integration) rescope(doer, integration, scopes);
  else install(doer, application, scopes);
  if (!scopes.includes("bot")) return;
  if (!member) join(doer, application, permissions);
  else {
    const role = [...guild.roles.values()].find((each) => each.botId === application.botId);
    if (role) changeRole(doer, role, { permissions });
    else giveManagedRole(doer, application, member, permissions);
  }
}

/** Removes an app from the server: its bot goes with it. */
export function removeIntegration(doer: Doer, integration: Integration): void {
  const { discord, guild } = doer;
  requireRights(doer, "MANAGE_GUILD");
  const botId = discord.applications.get(integration.applicationId)?.botId ?? "";
  const member = guild.members.get(botId);
  if (member && !outranksMember(guild, doer.by, botId)) throw refuse("missingPermissions");
  if (member) removeMember(doer, member);
  else guild.integrations.delete(integration.id);
}

function install({ discord, guild, by, reason }: Doer, application: Application, scopes: string[]): void {
  const integration: Integration = {
    id: discord.newId(),
    applicationId: application.id,
    scopes: scopes.toSorted(),
    addedBy: by,
  };
  guild.integrations.set(integration.id, integration);
  tellIntegration(discord, guild, integration, "INTEGRATION_CREATE");
  const changes = [
    { key: "name", new_value: application.name },
    { key: "type", new_value: "discord" },
  ];
  writeAudit(discord, guild, "INTEGRATION_CREATE", { by, target: integration.id, changes, reason });
}

function rescope({ discord, guild, by, reason }: Doer, integration: Integration, scopes: string[]): void {
  const before = integration.scopes;
  const after = [...new Set([...before, ...scopes])].toSorted();
  if (after.length === before.length) return;
  integration.scopes = after;
  tellIntegration(discord, guild, integration, "INTEGRATION_UPDATE");
  const changes = [{ key: "scopes", old_value: before, new_value: after }];
  writeAudit(discord, guild, "INTEGRATION_UPDATE", { by, target: integration.id, changes, reason });
}

function join(doer: Doer, application: Application, permissions: bigint): void {
  const { discord, guild, by, reason } = doer;
  if (guild.bans.has(application.botId)) throw refuse("missingPermissions");
  const member: Member = {
    userId: application.botId,
    nick: null,
    roles: [],
    joinedAt: discord.now(),
    timeoutUntil: null,
  };
  guild.members.set(member.userId, member);
  writeAudit(discord, guild, "BOT_ADD", { by, target: member.userId, reason });
  giveManagedRole(doer, application, member, permissions);
  tellGuild(discord, guild, "GUILD_MEMBERS", "GUILD_MEMBER_ADD", (session) =>
    session.botId === member.userId ? null : { ...memberShape(discord, member), guild_id: guild.id },
  );
  tellBot(discord, member.userId, guild.id, "GUILD_CREATE", guildCreateData(discord, guild, member.userId));
}

const MAX_ROLES = 250;

function giveManagedRole(doer: Doer, application: Application, member: Member, permissions: bigint): void {
  const { discord, guild } = doer;
  if (permissions === 0n || guild.roles.size >= MAX_ROLES) return;
  const role: Role = {
    id: discord.newId(),
    name: application.name,
    permissions,
    position: 1,
    botId: application.botId,
    color: 0,
    hoist: false,
    mentionable: false,
    handedOut: null,
  };
  withVisibility(discord, guild, () => {
    addRole(discord, guild, role, doer);
    member.roles = [...member.roles, role.id];
  });
  tellMember(discord, guild, member);
}

/** The gateway says which app, but not who added it. */
function tellIntegration(
  discord: Discord,
  guild: Guild,
  integration: Integration,
  type: "INTEGRATION_CREATE" | "INTEGRATION_UPDATE",
): void {
  const { user: _, ...shape } = integrationShape(discord, integration);
  tellGuild(discord, guild, "GUILD_INTEGRATIONS", type, () => ({ ...shape, guild_id: guild.id }));
  tellGuild(discord, guild, "GUILD_INTEGRATIONS", "GUILD_INTEGRATIONS_UPDATE", () => ({
    guild_id: guild.id,
  }));
}
