/** A server laid out for the escalation analysis: who stands where, and what every bot can do today without any trick. */
import { type Board, boardOf, heldBy, low, masked } from "./board.ts";
import { flags } from "./flags.ts";
import {
  type Channel,
  type DiscordSnapshot,
  type Member,
  type Overwrite,
  type Role,
  isThread,
  isVoice,
} from "./snapshot.ts";
import type { Offer } from "./power.ts";

/** Masks in channels are low words (board.ts): all bits asked about there are low ones. */
export interface Field extends Hierarchy {
  guildId: string;
  ownerId: string;
  /** Of all roles those that @everyone's is. */
  everyone: Role | undefined;
  members: ReadonlyMap<string, Member>;
  bots: string[];
  /** Channels that can be judged: visible, with known overwrites, neither thread nor category. */
  channels: Channel[];
  /** Of all, of those that somebody without any role can't see, and can, the first of each kind: the others have the same overwrites. */
  kinds: { all: Channel[]; closed: Channel[]; open: Channel[] };
  /** What the overwrites of any channel allow to anybody. */
  givenSomewhere: number;
  /** What was read of lists of overwrites already: the same in every field that has them. */
  boards: Map<Overwrite[], Board>;
  /** Roles that bots can get hold of, for all who can get hold of the same ones. */
  offers: Map<string, Offer>;
}

const CATEGORY = 4;
const VIEW_CHANNEL = low(flags.VIEW_CHANNEL);
const CONNECT = low(flags.CONNECT);
const MANAGE_ROLES = low(flags.MANAGE_ROLES);
const ADMINISTRATOR = low(flags.ADMINISTRATOR);

/** Timeouts and quarantines don't count: they end by themselves. */
export function layOut({ guild, members, channels }: DiscordSnapshot): Field {
  const judged = channels.filter(
    ({ type, hidden, overwrites }) => !hidden && overwrites !== null && type !== CATEGORY && !isThread(type),
  );
  return withChannels(
    {
      guildId: guild.id,
      ownerId: guild.ownerId,
      ...hierarchyOf(guild.roles, guild.id),
      members: new Map(members.map((member) => [member.id, member])),
      bots: members.filter(({ bot }) => bot).map(({ id }) => id),
      boards: new Map(),
    },
    judged,
  );
}

type Ground = Omit<Field, "everyone" | "channels" | "kinds" | "givenSomewhere" | "offers">;

/** The field with these channels. */
export function withChannels(ground: Ground, channels: Channel[]): Field {
  const everyone = ground.roles.get(ground.guildId);
  const all = firstOfEach(channels);
  const base = low(everyone?.permissions ?? 0n);
  const nothing = { allow: 0, deny: 0 };
  const closed: Channel[] = [];
  const open: Channel[] = [];
  let givenSomewhere = 0;
  for (const channel of all) {
    const board = boardOf(ground, channel);
    givenSomewhere |= board.given;
    const mask = (base & ADMINISTRATOR) === 0 ? masked(board, base, nothing, undefined) : base | VIEW_CHANNEL;
    ((mask & VIEW_CHANNEL) === 0 ? closed : open).push(channel);
  }
  return {
    ...ground,
    everyone,
    channels,
    kinds: { all, closed, open },
    givenSomewhere,
    offers: new Map(),
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

interface Hierarchy {
  roles: { get(id: string): Role | undefined };
  /** How high a role stands: @everyone is 0. Greater position is higher, on a tie the smaller id. */
  rank: ReadonlyMap<string, number>;
  /** All roles but @everyone's, lowest first. */
  standing: Role[];
  /** The roles that can be handed out at all, unmanaged and not @everyone, lowest first. */
  ladder: Role[];
  /** How many of these are lower than a rank, and what they carry together. */
  rungs: { count: number; bits: bigint }[];
}

export function hierarchyOf(roles: Role[], everyone: string): Hierarchy {
  const standing = lowestFirst(roles, everyone);
  return {
    roles: new Map(roles.map((role) => [role.id, role])),
    rank: new Map([[everyone, 0], ...standing.map((role, at): [string, number] => [role.id, at + 1])]),
    ...ladderOf(standing),
  };
}

/** The roles in the same order, some of them with other permissions. */
export function withPermissions(
  { roles, rank, standing, ladder, rungs }: Hierarchy,
  changed: Role[],
): Hierarchy {
  const others = new Map(changed.map((role) => [role.id, role]));
  const next: Hierarchy["roles"] = { get: (id) => others.get(id) ?? roles.get(id) };
  // A bot's own role is on no ladder, and neither is @everyone's.
  const climbs = changed.some(({ id, managed }) => !managed && rank.get(id) !== 0);
  return climbs
    ? { roles: next, rank, ...ladderOf(standing.map((role) => next.get(role.id)!)) }
    : { roles: next, rank, standing, ladder, rungs };
}

const ladderOf = (standing: Role[]) => ({
  standing,
  ladder: standing.filter((role) => !role.managed),
  rungs: rungsOf(standing),
});

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
export function rankOf({ rank, members, ownerId }: Field, person: string): number {
  if (person === ownerId) return Infinity;
  let highest = 0;
  for (const role of members.get(person)?.roles ?? []) highest = Math.max(highest, rank.get(role) ?? 0);
  return highest;
}

/** What a member holds server-wide, written out: Administrator is one bit of it. */
export function baseOf({ roles, members, everyone }: Field, person: string): bigint {
  let base = everyone?.permissions ?? 0n;
  for (const role of members.get(person)?.roles ?? []) base |= roles.get(role)?.permissions ?? 0n;
  return base;
}

/** These bits and whatever else they mean nothing without in such a channel. */
export const needIn = ({ type }: Channel, bits: number): number =>
  bits | VIEW_CHANNEL | (isVoice(type) ? CONNECT : 0);

/** Whether the bot, which holds `own` server-wide, has all these bits in the channel today. They must bring along what they need (`needIn`). */
export function hasToday(
  field: Field,
  { bot, low: own }: { bot: string; low: number },
  channel: Channel,
  need: number,
): boolean {
  if ((own & ADMINISTRATOR) !== 0) return true;
  const board = boardOf(field, channel);
  const held = heldBy(board, field.members.get(bot)?.roles ?? []);
  return (need & ~masked(board, own, held, board.members.get(bot))) === 0;
}

/**
 * Whether somebody who can get hold of `bits` server-wide could possibly have these in the channel: the rest would have to be
 * allowed there to somebody, or Manage Roles, with which one writes whatever one likes. A "no" is certain, and quickly said.
 */
export const thinkable = (field: Field, bits: number, channel: Channel, wanted: number): boolean =>
  suffices(bits, boardOf(field, channel).given, wanted);

/** The same for any channel at all. */
export const thinkableSomewhere = ({ givenSomewhere }: Field, bits: number, wanted: number): boolean =>
  suffices(bits, givenSomewhere, wanted);

export const suffices = (bits: number, given: number, wanted: number): boolean =>
  (wanted & ~bits & ~given) === 0 || (given & MANAGE_ROLES) !== 0;
