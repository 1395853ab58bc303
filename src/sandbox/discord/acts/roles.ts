/** Making, changing, moving and deleting roles. */
import { changesBetween, writeAudit } from "../audit.ts";
import { refuse } from "../errors.ts";
import { tellGuild, withVisibility } from "../gateway/dispatch.ts";
import { guildPermissions, outranksRole } from "../permissions.ts";
import type { Fields } from "../read.ts";
import { roleShape } from "../shapes/guild.ts";
import type { Discord, Guild, Role } from "../state.ts";
import { requireRights, type Doer } from "./doer.ts";

export type RolePatch = Partial<Pick<Role, "name" | "permissions" | "color" | "hoist" | "mentionable">>;

const MAX_ROLES = 250;

export function createRole(doer: Doer, patch: RolePatch): Role {
  const { discord, guild } = doer;
  requireRights(doer, "MANAGE_ROLES");
  if (guild.roles.size >= MAX_ROLES) throw refuse("maximumRoles");
  const role: Role = {
    id: discord.newId(),
    name: "new role",
    permissions: guild.roles.get(guild.id)?.permissions ?? 0n,
    position: 1,
    botId: null,
    color: 0,
    hoist: false,
    mentionable: false,
    handedOut: null,
    ...patch,
  };
  checkGrant(doer, role.permissions);
  addRole(discord, guild, role, doer);
  return role;
}

/** Adds a role without asking whether anybody may. */
export function addRole(discord: Discord, guild: Guild, role: Role, doer: Doer): void {
  guild.roles.set(role.id, role);
  tellRole(discord, guild, "GUILD_ROLE_CREATE", role);
  const changes = changesBetween({}, auditable(role));
  writeAudit(discord, guild, "ROLE_CREATE", { by: doer.by, target: role.id, changes, reason: doer.reason });
}

export function editRole(doer: Doer, role: Role, patch: RolePatch): void {
  requireRights(doer, "MANAGE_ROLES");
  if (!outranksRole(doer.guild, doer.by, role)) throw refuse("missingPermissions");
  if (patch.permissions !== undefined) checkGrant(doer, patch.permissions & ~role.permissions);
  changeRole(doer, role, patch);
}

/** Takes it out of onboarding, and its requirements from the linked apps: from then on somebody has to give it. */
export function closeRole(doer: Doer, role: Role): void {
  requireRights(doer, "MANAGE_GUILD", "MANAGE_ROLES");
  if (!outranksRole(doer.guild, doer.by, role)) throw refuse("missingPermissions");
  role.handedOut = null;
  tellRole(doer.discord, doer.guild, "GUILD_ROLE_UPDATE", role);
}

/** Changes a role without asking: Discord's own consent screen does that. */
export function changeRole(doer: Doer, role: Role, patch: RolePatch): void {
  const { discord, guild } = doer;
  const before = auditable(role);
  withVisibility(discord, guild, () => Object.assign(role, patch));
  const changes = changesBetween(before, auditable(role));
  if (changes.length === 0) return;
  tellRole(discord, guild, "GUILD_ROLE_UPDATE", role);
  writeAudit(discord, guild, "ROLE_UPDATE", { by: doer.by, target: role.id, changes, reason: doer.reason });
}

export function moveRoles(doer: Doer, moves: { role: Role; position: number }[]): void {
  const { discord, guild, by } = doer;
  requireRights(doer, "MANAGE_ROLES");
  for (const { role, position } of moves)
    if (!outranksRole(guild, by, role) || !outranksRole(guild, by, { ...role, position, id: guild.id }))
      throw refuse("missingPermissions");
  for (const { role, position } of moves) {
    if (role.position === position) continue;
    role.position = position;
    tellRole(discord, guild, "GUILD_ROLE_UPDATE", role);
  }
}

/** What dragging a role in the list does: it lands right under the other one, and everything in between moves up. */
export function dragBelow(doer: Doer, role: Role, below: Role): void {
  const order = [...doer.guild.roles.values()].sort(
    (one, other) => one.position - other.position || (BigInt(one.id) < BigInt(other.id) ? 1 : -1),
  );
  const rest = order.filter((each) => each !== role);
  rest.splice(rest.indexOf(below), 0, role);
  const moves = rest.map((each, position) => ({ role: each, position }));
  moveRoles(
    doer,
    moves.filter(({ role, position }) => role.position !== position),
  );
}

export function deleteRole(doer: Doer, role: Role): void {
  requireRights(doer, "MANAGE_ROLES");
  if (role.botId !== null || role.id === doer.guild.id) throw refuse("invalidRole");
  if (!outranksRole(doer.guild, doer.by, role)) throw refuse("missingPermissions");
  removeRole(doer, role);
}

export function removeRole(doer: Doer, role: Role): void {
  const { discord, guild } = doer;
  withVisibility(discord, guild, () => {
    guild.roles.delete(role.id);
    for (const member of guild.members.values()) member.roles = member.roles.filter((id) => id !== role.id);
    for (const channel of guild.channels.values())
      channel.overwrites = channel.overwrites.filter((each) => each.id !== role.id);
  });
  tellGuild(discord, guild, "GUILDS", "GUILD_ROLE_DELETE", () => ({ guild_id: guild.id, role_id: role.id }));
  const changes = changesBetween(auditable(role), {});
  writeAudit(discord, guild, "ROLE_DELETE", { by: doer.by, target: role.id, changes, reason: doer.reason });
}

/** Nobody gives what they do not have. */
function checkGrant({ discord, guild, by }: Doer, granted: bigint): void {
  if (granted & ~guildPermissions(discord, guild, by)) throw refuse("missingPermissions");
}

function tellRole(
  discord: Discord,
  guild: Guild,
  type: "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE",
  role: Role,
): void {
  tellGuild(discord, guild, "GUILDS", type, () => ({
    guild_id: guild.id,
    role: roleShape(discord, guild, role),
  }));
}

function auditable(role: Role): Fields {
  return {
    name: role.name,
    permissions: role.permissions.toString(),
    color: role.color,
    hoist: role.hoist,
    mentionable: role.mentionable,
  };
}
