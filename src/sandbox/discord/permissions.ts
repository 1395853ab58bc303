/** Who may do what, computed independently of the service so that an error in one shows against the other. */
import { refuse } from "./errors.ts";
import { bits, everyPermission, type PermissionName } from "./flags.ts";
import type { Channel, Discord, Guild, Member, Role } from "./state.ts";

const ADMINISTRATOR = bits("ADMINISTRATOR");
const WHILE_TIMED_OUT = bits("VIEW_CHANNEL", "READ_MESSAGE_HISTORY");
const NEEDS_SENDING = bits("MENTION_EVERYONE", "SEND_TTS_MESSAGES", "ATTACH_FILES", "EMBED_LINKS");
const VOICE = new Set([2, 13]);
const THREADS = new Set([10, 11, 12]);

export function isThread(channel: Channel): boolean {
  return THREADS.has(channel.type);
}

/** Server-wide rights: roles only, timeout applied. */
export function guildPermissions(discord: Discord, guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  const own = rolePermissions(guild, member);
  return own === null ? everyPermission : own & limits(discord, member);
}

/** The mask Discord puts into interactions: overwrites and timeout applied, nothing implied. */
export function channelMask(discord: Discord, channel: Channel, userId: string): bigint {
  const held = heldIn(discord, channel, userId);
  if (held === null) return everyPermission;
  return held.mask & limits(discord, held.member);
}

/** What somebody can really do in a channel: the mask less everything that a missing right takes with it. */
export function channelPermissions(discord: Discord, channel: Channel, userId: string): bigint {
  if (channel.guildId === null) return channel.recipients.includes(userId) ? everyPermission : 0n;
  const held = heldIn(discord, channel, userId);
  if (held === null) return everyPermission;
  return withoutImplied(channel, held.mask, userId) & limits(discord, held.member);
}

/** Roles and overwrites, nothing taken away; null for owners and administrators, whom no overwrite touches. */
function heldIn(
  discord: Discord,
  channel: Channel,
  userId: string,
): { mask: bigint; member: Member | undefined } | null {
  const guild = discord.guilds.get(channel.guildId ?? "");
  const member = guild?.members.get(userId);
  if (!guild || !member) return { mask: 0n, member };
  const own = rolePermissions(guild, member);
  if (own === null) return null;
  const ruling = isThread(channel) ? guild.channels.get(channel.parentId ?? "") : channel;
  return { mask: ruling ? overwritten(guild, ruling, member, own) : 0n, member };
}

function withoutImplied(channel: Channel, mask: bigint, userId: string): bigint {
  if (!(mask & bits("VIEW_CHANNEL"))) return 0n;
  if (VOICE.has(channel.type) && !(mask & bits("CONNECT"))) return bits("VIEW_CHANNEL");
  if (!channel.thread) return mask & bits("SEND_MESSAGES") ? mask : mask & ~NEEDS_SENDING;
  const outside = channel.type === 12 && !channel.thread.members.has(userId);
  if (outside && !(mask & bits("MANAGE_THREADS"))) return 0n;
  // SEND_MESSAGES is not inherited by threads; SEND_MESSAGES_IN_THREADS stands in for it.
  const inside = mask & ~bits("SEND_MESSAGES");
  return inside & bits("SEND_MESSAGES_IN_THREADS") ? inside : inside & ~NEEDS_SENDING;
}

export function mayIn(
  discord: Discord,
  channel: Channel,
  userId: string,
  ...names: PermissionName[]
): boolean {
  const wanted = bits(...names);
  return (channelPermissions(discord, channel, userId) & wanted) === wanted;
}

/** Seeing a category means seeing any channel in it. */
export function canView(discord: Discord, channel: Channel, userId: string): boolean {
  if (mayIn(discord, channel, userId, "VIEW_CHANNEL")) return true;
  if (channel.type !== 4 || channel.guildId === null) return false;
  const siblings = discord.guilds.get(channel.guildId)?.channels.values() ?? [];
  return [...siblings].some(
    (child) => child.parentId === channel.id && mayIn(discord, child, userId, "VIEW_CHANNEL"),
  );
}

export function requireInGuild(
  discord: Discord,
  guild: Guild,
  userId: string,
  ...names: PermissionName[]
): void {
  if (!guild.members.has(userId)) throw refuse("missingAccess");
  const wanted = bits(...names);
  if ((guildPermissions(discord, guild, userId) & wanted) !== wanted) throw refuse("missingPermissions");
}

export function requireInChannel(
  discord: Discord,
  channel: Channel,
  userId: string,
  ...names: PermissionName[]
): void {
  if (!canView(discord, channel, userId)) throw refuse("missingAccess");
  if (!mayIn(discord, channel, userId, ...names)) throw refuse("missingPermissions");
}

/** Greater position is higher; between equals the older role (smaller id) is. */
export function higher(one: Role, other: Role): boolean {
  if (one.position !== other.position) return one.position > other.position;
  return BigInt(one.id) < BigInt(other.id);
}

export function highestRole(guild: Guild, userId: string): Role | undefined {
  const roles = (guild.members.get(userId)?.roles ?? []).flatMap((id) => guild.roles.get(id) ?? []);
  return roles.reduce<Role | undefined>(
    (top, role) => (top === undefined || higher(role, top) ? role : top),
    guild.roles.get(guild.id),
  );
}

/** The actor's highest role is above this role; the owner is above all. */
export function outranksRole(guild: Guild, actorId: string, role: Role): boolean {
  if (actorId === guild.ownerId) return true;
  const own = highestRole(guild, actorId);
  return own !== undefined && higher(own, role);
}

/** The actor's highest role is above the other member's; nobody outranks the owner. */
export function outranksMember(guild: Guild, actorId: string, otherId: string): boolean {
  if (otherId === guild.ownerId) return false;
  const other = highestRole(guild, otherId);
  return other === undefined || outranksRole(guild, actorId, other);
}

/** Null stands for "everything": owners and administrators. */
function rolePermissions(guild: Guild, member: Member): bigint | null {
  if (member.userId === guild.ownerId) return null;
  const held = [guild.id, ...member.roles].reduce(
    (sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n),
    0n,
  );
  return held & ADMINISTRATOR ? null : held;
}

function overwritten(guild: Guild, channel: Channel, member: Member, base: bigint): bigint {
  let mask = base;
  const everyone = channel.overwrites.find((each) => each.type === 0 && each.id === guild.id);
  if (everyone) mask = (mask & ~everyone.deny) | everyone.allow;
  const byRole = channel.overwrites.filter((each) => each.type === 0 && member.roles.includes(each.id));
  const denied = byRole.reduce((sum, each) => sum | each.deny, 0n);
  const allowed = byRole.reduce((sum, each) => sum | each.allow, 0n);
  mask = (mask & ~denied) | allowed;
  const personal = channel.overwrites.find((each) => each.type === 1 && each.id === member.userId);
  if (personal) mask = (mask & ~personal.deny) | personal.allow;
  return mask;
}

/** The bits a member keeps: while timed out, only reading. */
function limits(discord: Discord, member: Member | undefined): bigint {
  const until = member?.timeoutUntil ?? null;
  return until !== null && until > discord.now() ? WHILE_TIMED_OUT : ~0n;
}
