/**
 * What a bot can bring itself to server-wide, alone or with another bot, by what Discord lets it do (facts/discord.md sections 4, 8):
 * - take: with Manage Roles it gives itself, or another bot, any unmanaged role below its own highest one, whatever that role carries (E2);
 * - share: with Manage Roles it makes a role with its own permissions just below its own highest and hands that to another bot.
 * What it can then do in a channel is in ways.ts. Not followed: taking roles away from somebody, and what people would have to do.
 */
import { type Field, rankOf } from "./field.ts";
import { flags } from "./flags.ts";
import { ask } from "./permissions.ts";
import type { Scene } from "./scene.ts";
import type { Overwrite, Role } from "./snapshot.ts";

export interface Power {
  bot: string;
  /** Server-wide today. An administrator holds everything. */
  own: bigint;
  /** What the other bot shares with it; 0 when alone. */
  shared: bigint;
  /** It outranks every role of a lower rank. A half is just below a role. */
  rank: number;
  /** Roles it can get hold of, lowest first. */
  takes: Role[];
  /** Server-wide in the end. */
  bits: bigint;
  /** Who may write overwrites for it: itself first. */
  writers: Power[];
  /** What it and its writers have server-wide in the end. */
  reach: bigint;
  /** How it stands before channels with these overwrites (scene.ts). */
  scenes: Map<Overwrite[], Scene>;
}

export function alone(field: Field, bot: string): Power {
  const own = ask(field.guild, bot, null).effective;
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
  first.reach = second.reach = first.bits | second.bits;
  return [first, second];
}

/** No less than what these bots can have and do together: to tell quickly what is out of the question. */
export interface Most {
  bots: string[];
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
  return { bots: powers.map(({ bot }) => bot), bits: whole(field, own | carried), rank, takes };
}

const rungAt = ({ rungs }: Field, rank: number): Field["rungs"][number] =>
  rungs[Math.min(Math.ceil(rank), rungs.length - 1)]!;

/** `reach`: roles below this rank are handed to it. */
function build(field: Field, start: Pick<Power, "bot" | "own" | "shared" | "rank">, reach: number): Power {
  const held = field.members.get(start.bot)?.roles ?? [];
  const { count, bits: carried } = rungAt(field, reach);
  const takes = field.ladder.slice(0, count).filter((role) => !held.includes(role.id));
  const bits = whole(field, carried | start.own | start.shared);
  const power: Power = { ...start, takes, bits, writers: [], reach: bits, scenes: new Map() };
  power.writers = [power];
  return power;
}

/** Whether somebody who stands there may give the role to anybody: it is lower, not @everyone, and not an app's own. */
export const canHandOut = ({ rank, snapshot }: Field, from: number, role: Role): boolean =>
  !role.managed && role.id !== snapshot.guild.id && rank.get(role.id)! < from;

/** An administrator has every bit there is. */
export const whole = (field: Field, bits: bigint): bigint =>
  (bits & flags.ADMINISTRATOR) === 0n ? bits : field.guild.universe;

/** The roles to take to hold these bits server-wide: one if one will do. Null when it can't. */
export function rolesFor(field: Field, power: Power, bits: bigint): Role[] | null {
  const missing = bits & ~whole(field, power.own | power.shared);
  if (missing === 0n) return [];
  if ((missing & ~power.bits) !== 0n) return null;
  const one = power.takes.find((role) => (missing & ~whole(field, role.permissions)) === 0n);
  if (one) return [one];
  return fewest(
    power.takes,
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
