/** A server laid out for the escalation analysis: who stands where, and what every bot can do today without any trick. */
import { type CompiledGuild, compileGuild } from "./compile.ts";
import { flags } from "./flags.ts";
import { rowOf } from "./permissions.ts";
import {
  type Channel,
  type DiscordSnapshot,
  type Member,
  type Overwrite,
  type Role,
  isThread,
  isVoice,
} from "./snapshot.ts";

export interface Field {
  /** Without timeouts and quarantines: they end by themselves. */
  snapshot: DiscordSnapshot;
  guild: CompiledGuild;
  roles: Map<string, Role>;
  members: Map<string, Member>;
  /** How high a role stands: @everyone is 0. Greater position is higher, on a tie the smaller id. */
  rank: Map<string, number>;
  /** The roles that can be handed out at all, unmanaged and not @everyone, lowest first. */
  ladder: Role[];
  /** How many of these are lower than a rank, and what they carry together. */
  rungs: { count: number; bits: bigint }[];
  /** Channels that can be judged: visible, with known overwrites, neither thread nor category. */
  channels: Channel[];
  /** Channels that somebody without any role can't see, and can. */
  closed: Channel[];
  open: Channel[];
  /** Of all, of the closed and of the open ones the first of each kind: the others have the same overwrites, and play the same part. */
  kinds: { all: Channel[]; closed: Channel[]; open: Channel[] };
  bots: string[];
  botAt: Map<string, number>;
  channelAt: Map<string, number>;
  /** What the overwrites of each channel (of `channels`) allow to anybody, and of all of them together. */
  given: bigint[];
  givenSomewhere: bigint;
  /** Low word of bot b's raw mask in channel c (of `channels`) today, at `c * bots.length + b`. All bits asked about in channels are low ones. */
  today: Int32Array;
}

const CATEGORY = 4;
const VIEW_CHANNEL = Number(flags.VIEW_CHANNEL);

/** Nobody: a member without roles, to see what @everyone sees. Not a snowflake, so it can't be somebody. */
const NOBODY = "nobody";

/** `sparse`: of channels that play the same part only the first. */
export function layOut(given: DiscordSnapshot, sparse = false): Field {
  const lasting = given.members.map((member) => ({ ...member, timeoutUntil: null, flags: 0 }));
  const snapshot = { ...given, members: lasting };
  const bots = lasting.filter((member) => member.bot);
  const nobody: Member = {
    id: NOBODY,
    name: NOBODY,
    bot: false,
    roles: [],
    timeoutUntil: null,
    flags: 0,
    joinedAt: null,
  };
  const judged = given.channels.filter(
    ({ type, hidden, overwrites }) => !hidden && overwrites !== null && type !== CATEGORY && !isThread(type),
  );
  const channels = sparse ? firstOfEach(judged) : judged;
  const guild = compileGuild({ ...snapshot, members: [...bots, nobody], channels }, given.takenAt);
  const today = new Int32Array(channels.length * bots.length);
  const closed: Channel[] = [];
  const open: Channel[] = [];
  channels.forEach((channel, at) => {
    const row = rowOf(guild, at);
    today.set(row.raw.at.subarray(0, bots.length), at * bots.length);
    (row.raw.at[bots.length]! & VIEW_CHANNEL ? open : closed).push(channel);
  });
  const gifts = giftsOf(channels);
  return {
    snapshot,
    guild,
    ...hierarchyOf(given.guild),
    members: new Map(lasting.map((member) => [member.id, member])),
    channels,
    closed,
    open,
    kinds: { all: firstOfEach(channels), closed: firstOfEach(closed), open: firstOfEach(open) },
    bots: bots.map((bot) => bot.id),
    botAt: new Map(bots.map((bot, at) => [bot.id, at])),
    channelAt: guild.channelAt,
    given: gifts,
    givenSomewhere: gifts.reduce((mask, allow) => mask | allow, 0n),
    today,
  };
}

/** Channels that share their list of overwrites differ only in whether one has to enter them. */
function firstOfEach(channels: Channel[]): Channel[] {
  const [text, voice] = [new Set<unknown>(), new Set<unknown>()];
  return channels.filter(({ type, overwrites }) => {
    const seen = isVoice(type) ? voice : text;
    return !seen.has(overwrites) && seen.add(overwrites);
  });
}

/** What each channel's overwrites allow to anybody. */
function giftsOf(channels: Channel[]): bigint[] {
  const known = new Map<Overwrite[], bigint>();
  return channels.map(({ overwrites }) => {
    const all = overwrites ?? [];
    const gift = known.get(all) ?? all.reduce((mask, { allow }) => mask | allow, 0n);
    known.set(all, gift);
    return gift;
  });
}

type Hierarchy = Pick<Field, "roles" | "rank" | "ladder" | "rungs">;

/** Most things that are tried leave the roles as they are. */
const hierarchies = new WeakMap<Role[], Hierarchy>();

function hierarchyOf({ id, roles }: DiscordSnapshot["guild"]): Hierarchy {
  const known = hierarchies.get(roles);
  if (known !== undefined) return known;
  const standing = lowestFirst(roles, id);
  const made = {
    roles: new Map(roles.map((role) => [role.id, role])),
    rank: new Map([[id, 0], ...standing.map((role, at): [string, number] => [role.id, at + 1])]),
    ladder: standing.filter((role) => !role.managed),
    rungs: rungsOf(standing),
  };
  hierarchies.set(roles, made);
  return made;
}

const lowestFirst = (roles: Role[], everyone: string): Role[] =>
  roles
    .filter((role) => role.id !== everyone)
    .sort((a, b) => a.position - b.position || (BigInt(a.id) > BigInt(b.id) ? -1 : 1));

/** Indexed by rank; the last for whoever stands above all. */
function rungsOf(standing: Role[]): Field["rungs"] {
  let rung = { count: 0, bits: 0n };
  const rungs = [rung, rung];
  for (const { managed, permissions } of standing) {
    if (!managed) rung = { count: rung.count + 1, bits: rung.bits | permissions };
    rungs.push(rung);
  }
  return rungs;
}

/** The rank of the highest role somebody holds; the owner stands above all. */
export function rankOf({ rank, members, snapshot }: Field, person: string): number {
  if (person === snapshot.guild.ownerId) return Infinity;
  return Math.max(0, ...(members.get(person)?.roles ?? []).map((role) => rank.get(role) ?? 0));
}

/** These bits and whatever else they mean nothing without in such a channel. */
export const needIn = (channel: Channel, bits: bigint): bigint =>
  bits | flags.VIEW_CHANNEL | (isVoice(channel.type) ? flags.CONNECT : 0n);

/** Whether the bot has all these bits in the channel today. They must bring along what they need (`needIn`). */
export function hasToday(
  { today, bots, botAt, channelAt }: Field,
  bot: string,
  channel: Channel,
  bits: bigint,
): boolean {
  const need = Number(bits);
  return (today[channelAt.get(channel.id)! * bots.length + botAt.get(bot)!]! & need) === need;
}

/**
 * Whether somebody who can get hold of `bits` server-wide could possibly have these in the channel: the rest would have to be
 * allowed there to somebody, or Manage Roles, with which one writes whatever one likes. A "no" is certain, and quickly said.
 */
export const thinkable = (field: Field, bits: bigint, channel: Channel, wanted: bigint): boolean =>
  suffices(bits, field.given[field.channelAt.get(channel.id)!]!, wanted);

/** The same for any channel at all. */
export const thinkableSomewhere = ({ givenSomewhere }: Field, bits: bigint, wanted: bigint): boolean =>
  suffices(bits, givenSomewhere, wanted);

export const suffices = (bits: bigint, given: bigint, wanted: bigint): boolean =>
  (wanted & ~bits & ~given) === 0n || (given & flags.MANAGE_ROLES) !== 0n;
