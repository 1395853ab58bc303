/**
 * What a bot can bring itself to server-wide, alone or with another bot, by what Discord lets it do (facts/discord.md sections 4, 8):
 * - take: with Manage Roles it gives itself, or another bot, any unmanaged role below its own highest one, whatever that role carries (E2);
 * - share: with Manage Roles it makes a role with its own permissions just below its own highest and hands that to another bot.
 * What it can then do in a channel is in ways.ts. Not followed: taking roles away from somebody, and what people would have to do.
 */
import { low } from "./board.ts";
import { type Field, baseOf, rankOf } from "./field.ts";
import { KNOWN, flags } from "./flags.ts";
import type { Scene, Stage } from "./scene.ts";
import type { Overwrite, Role } from "./snapshot.ts";

/** Roles that a bot can get hold of, lowest first, and how channels with certain overwrites speak about them (scene.ts). */
export interface Offer {
  roles: Role[];
  /** The same roles by id, and the low word of what each carries. */
  carried: Map<string, number>;
  stages: Map<Overwrite[], Stage>;
}

export interface Power {
  bot: string;
  /** Server-wide today. An administrator holds everything. */
  own: bigint;
  /** What the other bot shares with it; 0 when alone. */
  shared: bigint;
  /** It outranks every role of a lower rank. A half is just below a role. */
  rank: number;
  /** The low word of what it holds and is shared with it. */
  low: number;
  offer: Offer;
  /** Server-wide in the end. */
  bits: bigint;
  /** Who may write overwrites for it: itself first. */
  writers: Power[];
  /** What it and its writers have server-wide in the end: the low word. */
  reach: number;
  /** How it stands before channels with these overwrites (scene.ts). */
  scenes: Map<Overwrite[], Scene>;
}

export function alone(field: Field, bot: string): Power {
  const own = bot === field.ownerId ? KNOWN : whole(baseOf(field, bot));
  const rank = rankOf(field, bot);
  return build(field, { bot, own, shared: 0n, rank }, (own & flags.MANAGE_ROLES) === 0n ? 0 : rank);
}

/** Two bots that help each other: by sharing, where one of them can; and by writing overwrites for each other. */
export function together(field: Field, one: Power, other: Power): [Power, Power] {
  const shares = [one, other].some((power) => (power.own & flags.MANAGE_ROLES) !== 0n && power.rank > 0);
  const highest = Math.max(one.rank, other.rank);
  const pairUp = (power: Power, helper: Power): Power => {
    if (!shares) return { ...power };
    const rank = Math.max(power.rank, helper.rank - 0.5);
    return build(field, { bot: power.bot, own: power.own, shared: helper.own, rank }, highest);
  };
  const first = pairUp(one, other);
  const second = pairUp(other, one);
  first.writers = [first, second];
  second.writers = [second, first];
  first.reach = second.reach = low(first.bits | second.bits);
  return [first, second];
}

/** No less than what these bots can have and do together: to tell quickly what is out of the question. */
export interface Most {
  powers: Power[];
  bits: bigint;
  rank: number;
  /** Whether one of them can get hold of roles. */
  takes: boolean;
}

export function atMost(field: Field, ...powers: Power[]): Most {
  const own = powers.reduce((mask, power) => mask | power.own, 0n);
  const rank = Math.max(...powers.map((power) => power.rank));
  const takes = (own & flags.MANAGE_ROLES) !== 0n;
  const carried = takes ? rungAt(field, rank).bits : 0n;
  return { powers, bits: whole(own | carried), rank, takes };
}

const rungAt = ({ rungs }: Field, rank: number): Field["rungs"][number] =>
  rungs[Math.min(Math.ceil(rank), rungs.length - 1)]!;

/** `reach`: roles below this rank are handed to it. */
function build(field: Field, start: Pick<Power, "bot" | "own" | "shared" | "rank">, reach: number): Power {
  const { bits: carried } = rungAt(field, reach);
  const had = start.own | start.shared;
  const bits = whole(carried | had);
  const power: Power = {
    ...start,
    low: low(had),
    offer: offerOf(field, reach, field.members.get(start.bot)?.roles ?? []),
    bits,
    writers: [],
    reach: low(bits),
    scenes: new Map(),
  };
  power.writers = [power];
  return power;
}

/** The roles below this rank, without those that it has. */
function offerOf(field: Field, reach: number, held: string[]): Offer {
  const { count } = rungAt(field, reach);
  const had = held.filter((id) => {
    const role = field.roles.get(id);
    return role !== undefined && canHandOut(field, reach, role);
  });
  const key = [count, ...had.sort()].join(" ");
  const known = field.offers.get(key);
  if (known !== undefined) return known;
  const roles = field.ladder.slice(0, count).filter(({ id }) => !had.includes(id));
  const carried = new Map(roles.map(({ id, permissions }) => [id, low(permissions)]));
  const offer: Offer = { roles, carried, stages: new Map() };
  field.offers.set(key, offer);
  return offer;
}

/** Whether somebody who stands there may give the role to anybody: it is lower, not @everyone, and not an app's own. */
export const canHandOut = ({ rank, guildId }: Field, from: number, role: Role): boolean =>
  !role.managed && role.id !== guildId && rank.get(role.id)! < from;

/** An administrator has every bit there is. */
export const whole = (bits: bigint): bigint => ((bits & flags.ADMINISTRATOR) === 0n ? bits : KNOWN);

/** The roles to take to hold these bits server-wide: one if one will do. Null when it can't. */
export function rolesFor({ own, shared, bits: most, offer }: Power, bits: bigint): Role[] | null {
  const missing = bits & ~whole(own | shared);
  if (missing === 0n) return [];
  if ((missing & ~most) !== 0n) return null;
  const one = offer.roles.find((role) => (missing & ~whole(role.permissions)) === 0n);
  if (one) return [one];
  return fewest(
    offer.roles,
    (roles) => (missing & ~roles.reduce((mask, role) => mask | role.permissions, 0n)) === 0n,
  );
}

/** Leaves out every role without which it still holds. */
export function fewest(roles: Role[], holds: (roles: Role[]) => boolean): Role[] {
  let kept = roles;
  for (const role of roles) {
    const without = kept.filter((one) => one !== role);
    if (holds(without)) kept = without;
  }
  return kept;
}
