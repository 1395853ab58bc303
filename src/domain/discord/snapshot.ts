/** A Discord server as seen at one moment: the file of raw API objects, and its parsed form. */
import { type RawChannel, type RawMember, type RawRole, rawSnapshot } from "./raw.ts";

/** Raw API v10 objects, as anyone can save them with curl (api.md, section 6). Unknown fields are kept. */
export interface DiscordSnapshotFile {
  platform: "discord";
  takenAt: string;
  /** User id of the bot that looked. */
  viewer: string;
  guild: Record<string, unknown>;
  /** Full channels from HTTP, plus gateway stubs (flag 1<<17) for channels the viewer cannot see. */
  channels: Record<string, unknown>[];
  members: Record<string, unknown>[];
  auditLog?: Record<string, unknown>[];
}

export interface DiscordSnapshot {
  takenAt: Date;
  viewer: string;
  guild: Guild;
  channels: Channel[];
  members: Member[];
  /** Raw audit-log entries. */
  auditLog: Record<string, unknown>[];
  /** What the file itself leaves open, such as a member's role that is not in the guild. Makes answers unknown, never wrong. */
  notes: Problem[];
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  /** 1 when moderation needs 2FA; null when the file doesn't say. */
  mfaLevel: number | null;
  /** In the file's order; @everyone (its id is the guild's) is always among them. */
  roles: Role[];
}

export interface Role {
  id: string;
  name: string;
  position: number;
  permissions: bigint;
  managed: boolean;
  /** User id of the bot this managed role belongs to. */
  botId: string | null;
  integrationId: string | null;
  /** Given by an app's linked-role metadata (facts/discord.md, E14). */
  linked: boolean;
  /** Members can pick it themselves in onboarding (role flag 1<<0). */
  inPrompt: boolean;
}

export interface Overwrite {
  id: string;
  kind: "role" | "member";
  allow: bigint;
  deny: bigint;
}

export interface Channel {
  id: string;
  name: string;
  type: number;
  parentId: string | null;
  position: number;
  /** A stub: the viewer can't see it, and all but id, type and position is made up (flag 1<<17). */
  hidden: boolean;
  /** null: unknown (a stub, or the file leaves them out). Threads have none of their own: always empty. */
  overwrites: Overwrite[] | null;
  /** Threads only: users the file proves to be in it. Somebody missing here may still be in it. */
  joined: string[];
}

export interface Member {
  id: string;
  /** Display only. */
  name: string;
  bot: boolean;
  /** Without @everyone. May name roles that are not in the guild; `notes` says so. */
  roles: string[];
  timeoutUntil: Date | null;
  /** Guild member flags (Discord docs, Guild Member Flags). */
  flags: number;
  joinedAt: Date | null;
}

/** `path` as a programmer would write it: `channels[3].permission_overwrites[0].allow`. */
export interface Problem {
  path: string;
  message: string;
}

/**
 * Channels with equal lists of overwrites get one list, as an object: most of a server's channels take over those of their
 * category, and what is worked out for one of them then holds for all. `made` is what the list becomes, for each one once.
 */
export function sharedOverwrites(
  channels: Channel[],
  made: (overwrites: Overwrite[]) => Overwrite[] = (overwrites) => overwrites,
): Channel[] {
  // Lists that are shared already are told by themselves; only the others are spelled out.
  const shared = new Map<Overwrite[], Overwrite[]>();
  const known = new Map<string, { as: Overwrite[]; made: Overwrite[] }[]>();
  const oneOf = (overwrites: Overwrite[]): Overwrite[] => {
    const ids = overwrites.map(({ id }) => id).join();
    const alike = known.get(ids) ?? [];
    if (alike.length === 0) known.set(ids, alike);
    let same = alike.find((one) => equal(one.as, overwrites));
    if (same === undefined) alike.push((same = { as: overwrites, made: made(overwrites) }));
    return same.made;
  };
  return channels.map((channel) => {
    const { overwrites } = channel;
    if (overwrites === null) return channel;
    const one = shared.get(overwrites) ?? oneOf(overwrites);
    shared.set(overwrites, one);
    return one === overwrites ? channel : { ...channel, overwrites: one };
  });
}

/** Of lists that name the same ids in the same order. */
const equal = (one: Overwrite[], other: Overwrite[]): boolean =>
  one.every(({ kind, allow, deny }, at) => {
    const twin = other[at]!;
    return allow === twin.allow && deny === twin.deny && kind === twin.kind;
  });

export type ReadResult = { ok: true; snapshot: DiscordSnapshot } | { ok: false; problems: Problem[] };

/** Threads of announcement channels, public threads, private threads. */
export const isThread = (type: number): boolean => type >= 10 && type <= 12;
export const isPrivateThread = (type: number): boolean => type === 12;
/** Voice and stage channels. */
export const isVoice = (type: number): boolean => type === 2 || type === 13;

/** Bit 17 of a channel's flags: `CHANNEL_OBFUSCATED`. Decides by flag, because a real channel may be called `___hidden___`. */
const OBFUSCATED = 1 << 17;
const IN_PROMPT = 1 << 0;

/**
 * Checks and parses a snapshot file. Unknown fields are ignored; wrong types, duplicate ids and a missing @everyone are refused
 * with the path. At most 20 problems are listed.
 */
export function readDiscordSnapshot(input: unknown): ReadResult {
  const parsed = rawSnapshot.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: pathOf(path), message }));
    return { ok: false, problems: problems.slice(0, 20) };
  }
  const { takenAt, viewer, guild, channels, members, auditLog } = parsed.data;
  const problems = [
    ...duplicates("guild.roles", guild.roles, (role) => role.id, "id"),
    ...duplicates("channels", channels, (channel) => channel.id, "id"),
    ...duplicates("members", members, (member) => member.user.id, "user.id"),
    ...channels.flatMap((channel, at) =>
      duplicates(
        `channels[${at}].permission_overwrites`,
        channel.permission_overwrites ?? [],
        (one) => one.id,
        "id",
      ),
    ),
  ];
  if (!guild.roles.some((role) => role.id === guild.id)) {
    problems.push({
      path: "guild.roles",
      message: `the @everyone role (id ${guild.id}) is missing; save the whole answer of GET /guilds/${guild.id}`,
    });
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, 20) };

  const snapshot: DiscordSnapshot = {
    takenAt: new Date(takenAt),
    viewer,
    guild: {
      id: guild.id,
      name: guild.name ?? guild.id,
      ownerId: guild.owner_id,
      mfaLevel: guild.mfa_level ?? null,
      roles: guild.roles.map(toRole),
    },
    channels: channels.map((channel) => toChannel(channel, viewer)),
    members: members.map((member) => toMember(member, guild.id)),
    auditLog,
    notes: [],
  };
  snapshot.notes.push(...openQuestions(snapshot));
  return { ok: true, snapshot };
}

/** Everything of an id list that appears a second time. */
function duplicates<T>(path: string, items: T[], idOf: (item: T) => string, field: string): Problem[] {
  if (new Set(items.map(idOf)).size === items.length) return [];
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  items.forEach((item, at) => {
    const id = idOf(item);
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, at);
    else
      problems.push({
        path: `${path}[${at}].${field}`,
        message: `${id} is already used by ${path}[${earlier}]`,
      });
  });
  return problems;
}

function openQuestions({ guild, channels, members }: DiscordSnapshot): Problem[] {
  const roles = new Set(guild.roles.map((role) => role.id));
  const channelIds = new Set(channels.map((channel) => channel.id));
  const notes: Problem[] = [];
  members.forEach((member, at) => {
    const strangers = member.roles.filter((role) => !roles.has(role));
    if (strangers.length > 0) {
      const which = `role${strangers.length > 1 ? "s" : ""} ${strangers.join(", ")}`;
      notes.push({
        path: `members[${at}].roles`,
        message: `${which} not in guild.roles: what they grant is unknown`,
      });
    }
  });
  channels.forEach((channel, at) => {
    const path = `channels[${at}]`;
    if (!channel.hidden && channel.overwrites === null)
      notes.push({
        path: `${path}.permission_overwrites`,
        message: "missing: rights in this channel are unknown",
      });
    if (isThread(channel.type) && (channel.parentId === null || !channelIds.has(channel.parentId)))
      notes.push({
        path: `${path}.parent_id`,
        message: "the thread's channel is missing: rights in this thread are unknown",
      });
  });
  return notes;
}

const pathOf = (path: PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");

function toRole(raw: RawRole): Role {
  return {
    id: raw.id,
    name: raw.name ?? raw.id,
    position: raw.position,
    permissions: raw.permissions,
    managed: raw.managed ?? false,
    botId: raw.tags?.bot_id ?? null,
    integrationId: raw.tags?.integration_id ?? null,
    linked: raw.tags?.guild_connections === null,
    inPrompt: ((raw.flags ?? 0) & IN_PROMPT) !== 0,
  };
}

function toChannel(raw: RawChannel, viewer: string): Channel {
  const hidden = ((raw.flags ?? 0) & OBFUSCATED) !== 0;
  const thread = isThread(raw.type);
  const joined = thread && raw.member ? [raw.member.user_id ?? viewer] : [];
  return {
    id: raw.id,
    name: raw.name ?? raw.id,
    type: raw.type,
    parentId: raw.parent_id ?? null,
    position: raw.position ?? 0,
    hidden,
    overwrites: thread ? [] : hidden ? null : (raw.permission_overwrites ?? null),
    joined: thread ? [...new Set([...joined, ...(raw.member_ids_preview ?? [])])] : [],
  };
}

function toMember(raw: RawMember, everyone: string): Member {
  return {
    id: raw.user.id,
    name: raw.nick ?? raw.user.global_name ?? raw.user.username ?? raw.user.id,
    bot: raw.user.bot ?? false,
    roles: [...new Set(raw.roles)].filter((role) => role !== everyone),
    timeoutUntil: raw.communication_disabled_until ? new Date(raw.communication_disabled_until) : null,
    flags: raw.flags ?? 0,
    joinedAt: raw.joined_at ? new Date(raw.joined_at) : null,
  };
}
