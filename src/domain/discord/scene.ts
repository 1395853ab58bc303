/** One bot before one channel: which overwrites can concern it, and which of the roles it can take the channel speaks about. */
import { maskIn } from "./arithmetic.ts";
import type { Field } from "./field.ts";
import { flags } from "./flags.ts";
import type { Power } from "./power.ts";
import type { Channel, Overwrite, Role } from "./snapshot.ts";

export interface Scene {
  everyone: string;
  member: string;
  universe: bigint;
  overwrites: Overwrite[];
  /** Roles with an overwrite here that it has for sure. */
  held: string[];
  already: Role[];
  /** Server-wide, with the roles taken already. */
  base: bigint;
  /** Roles it can take that the channel speaks about: each may open one thing and close another. */
  spoken: Role[];
  /** Roles it can take that the channel doesn't speak about: they can only help. */
  loose: Role[];
  /** Worked out when it is asked for first: what all loose roles carry, those that carry certain bits, the choices of spoken ones. */
  known: { loose: bigint | null; useful: Map<bigint, Role[]>; choices: Role[][] | null };
}

/** Nothing else of a channel matters but its overwrites, and many channels share theirs. */
export function sceneOf(field: Field, power: Power, channel: Channel, already: Role[]): Scene {
  if (already.length > 0) return setUp(field, power, channel, already);
  const scene = power.scenes.get(channel.overwrites!) ?? setUp(field, power, channel, already);
  power.scenes.set(channel.overwrites!, scene);
  return scene;
}

function setUp(field: Field, power: Power, channel: Channel, already: Role[]): Scene {
  const everyone = field.snapshot.guild.id;
  const held = [...(field.members.get(power.bot)?.roles ?? []), ...already.map(({ id }) => id)];
  const left = already.length === 0 ? power.takes : power.takes.filter((role) => !already.includes(role));
  const named = new Set(channel.overwrites!.map(({ id }) => id));
  const spoken = left.filter(({ id }) => named.has(id));
  const mine = new Set([everyone, power.bot, ...held, ...spoken.map(({ id }) => id)]);
  for (const { id } of power.takes) if (named.has(id)) mine.add(id);
  return {
    everyone,
    member: power.bot,
    universe: field.guild.universe,
    overwrites: channel.overwrites!.filter(({ id }) => mine.has(id)),
    held: held.filter((id) => named.has(id)),
    already,
    base: already.reduce((mask, role) => mask | role.permissions, power.own | power.shared),
    spoken,
    loose: spoken.length === 0 ? left : left.filter(({ id }) => !named.has(id)),
    known: { loose: null, useful: new Map(), choices: null },
  };
}

/** The bot's mask there with these of the spoken roles taken, and these bits from loose ones. */
export const maskOf = (scene: Scene, taken: Role[], loose: bigint): bigint =>
  maskIn(
    scene.overwrites,
    {
      everyone: scene.everyone,
      roles: new Set([...scene.held, ...taken.map(({ id }) => id)]),
      member: scene.member,
    },
    baseOf(scene, taken, loose),
  );

const baseOf = (scene: Scene, taken: Role[], loose: bigint): bigint =>
  taken.reduce((mask, role) => mask | role.permissions, scene.base | loose);

/** What an overwrite it writes there may give; null when it can't write one. */
export function gripOf(scene: Scene, taken: Role[], loose: bigint): bigint | null {
  if ((maskOf(scene, taken, loose) & flags.MANAGE_ROLES) === 0n) return null;
  const applies = new Set([scene.everyone, scene.member, ...scene.held, ...taken.map(({ id }) => id)]);
  const any = scene.overwrites.some(
    ({ id, allow }) => (allow & flags.MANAGE_ROLES) !== 0n && applies.has(id),
  );
  return any ? scene.universe & ~flags.ADMINISTRATOR : baseOf(scene, taken, loose);
}

/** Of the loose roles those that carry one of these bits: the others change nothing about them. */
export function useful({ loose, known }: Scene, bits: bigint): Role[] {
  const found = known.useful.get(bits) ?? loose.filter(({ permissions }) => (permissions & bits) !== 0n);
  known.useful.set(bits, found);
  return found;
}

/** No choice of roles lets it write a bit beyond these. */
export function mostGrip(scene: Scene): bigint {
  const any = scene.overwrites.some(({ allow }) => (allow & flags.MANAGE_ROLES) !== 0n);
  return any ? scene.universe : baseOf(scene, scene.spoken, carriedBy(scene, scene.loose));
}

/** No choice of roles gives it a bit beyond these. */
export const most = (scene: Scene): bigint =>
  scene.overwrites.reduce(
    (mask, { allow }) => mask | allow,
    baseOf(scene, scene.spoken, carriedBy(scene, scene.loose)),
  );

/** What these of its loose roles carry together. */
export function carriedBy({ loose, known }: Scene, roles: Role[]): bigint {
  if (roles === loose && known.loose !== null) return known.loose;
  const bits = roles.reduce((mask, role) => mask | role.permissions, 0n);
  if (roles === loose) known.loose = bits;
  return bits;
}

/** Up to so many spoken roles every choice of them is tried; beyond, every choice of two, and all. */
const EVERY_CHOICE = 6;
/** So many roles may be needed at least where no smaller choice that was tried is enough. */
export const MOST_TRIED = 3;

export const choices = ({ spoken, known }: Scene): Role[][] => (known.choices ??= listChoices(spoken));

function listChoices(roles: Role[]): Role[][] {
  if (roles.length <= EVERY_CHOICE) {
    const all = Array.from({ length: 2 ** roles.length }, (_, bits) =>
      roles.filter((_, at) => (bits >> at) & 1),
    );
    return all.sort((a, b) => a.length - b.length);
  }
  const pairs = roles.flatMap((role, at) => roles.slice(at + 1).map((other) => [role, other]));
  return [[], ...roles.map((role) => [role]), ...pairs, roles];
}
