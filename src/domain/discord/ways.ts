/**
 * How a bot gets what it needs in one channel: by the roles it can take, and by overwrites it can write (facts/discord.md section 4, E3, E4).
 * Where Manage Roles holds in the channel it writes an overwrite with the bits it holds server-wide; where an overwrite gave it Manage Roles,
 * with any bit. Deleting overwrites is not followed: one's own overwrite has the last word anyway, over all bits one may write.
 */
import { type Field, needIn, thinkable } from "./field.ts";
import { flags } from "./flags.ts";
import { type Power, fewest, rolesFor } from "./power.ts";
import {
  MOST_TRIED,
  type Scene,
  choices,
  gripOf,
  carriedBy,
  maskOf,
  most,
  mostGrip,
  sceneOf,
  useful,
} from "./scene.ts";
import type { Channel, Role } from "./snapshot.ts";

export interface Way {
  /** Roles it takes, in the end. */
  takes: Role[];
  /** Bits an overwrite must give it; 0 when none is needed. */
  opens: bigint;
  /** The bot that writes the overwrite, and the roles that one takes first. */
  writer: string;
  writerTakes: Role[];
  /** The writer can't see the channel: reported to work (discord-api-docs #641), not documented. */
  blind: boolean;
}

/** Ways with as many steps or more are of no use any more; it may shrink while ways are found. */
export interface Limit {
  below: number;
}

/** The ways to have these bits, and what they need, in the channel; simplest first. `already` are roles it has taken before. */
export function* waysInto(
  field: Field,
  power: Power,
  channel: Channel,
  bits: bigint,
  already: Role[] = [],
  limit: Limit = { below: Infinity },
): Generator<Way> {
  const plain = (takes: Role[]): Way => ({
    takes,
    opens: 0n,
    writer: power.bot,
    writerTakes: [],
    blind: false,
  });
  const admin = rolesFor(field, power, flags.ADMINISTRATOR);
  if (admin !== null) {
    yield plain(holdsWith(field, power, channel, bits, already, 0n) ? already : admin);
    return;
  }
  const need = needIn(channel, bits);
  if (!thinkable(field, power.reach, channel, need)) return;
  const scene = sceneOf(field, power, channel, already);
  for (const taken of (need & ~most(scene)) === 0n ? choices(scene) : []) {
    // Shorter choices come first, and whichever of them is enough by itself was found then.
    if (already.length + Math.min(taken.length, MOST_TRIED) >= limit.below) break;
    const works = (roles: Role[], loose: Role[]): boolean =>
      (need & ~maskOf(scene, roles, carriedBy(scene, loose))) === 0n;
    if (!works(taken, scene.loose)) continue;
    const roles = fewest(taken, (some) => works(some, scene.loose));
    yield plain([...already, ...roles, ...fewLoose(scene, need, (loose) => works(roles, loose))]);
  }
  for (const writer of power.writers) yield* written(field, power, channel, need, scene, writer, limit);
}

function* written(
  field: Field,
  power: Power,
  channel: Channel,
  need: bigint,
  scene: Scene,
  writer: Power,
  limit: Limit,
): Generator<Way> {
  const alone = writer === power;
  const desk = alone ? scene : sceneOf(field, writer, channel, []);
  if ((most(desk) & flags.MANAGE_ROLES) === 0n) return;
  if ((need & ~mostGrip(desk) & ~most(scene)) !== 0n) return;
  for (const first of choices(desk)) {
    if (scene.already.length + first.length + 1 >= limit.below) break;
    const gives = gripOf(desk, first, carriedBy(desk, desk.loose));
    if (gives === null) continue;
    for (const taken of alone ? withOneMore(first, scene.spoken) : choices(scene)) {
      const steps = scene.already.length + taken.length + 1 + (alone ? 0 : first.length);
      if (steps >= limit.below) break;
      if ((need & ~gives & ~maskOf(scene, taken, carriedBy(scene, scene.loose))) !== 0n) continue;
      const works = (deskLoose: Role[], loose: Role[]): boolean => {
        const grip = gripOf(desk, first, carriedBy(desk, deskLoose));
        return grip !== null && (need & ~grip & ~maskOf(scene, taken, carriedBy(scene, loose))) === 0n;
      };
      const deskLoose = fewLoose(desk, need, (loose) => works(loose, scene.loose));
      const loose = fewLoose(scene, need, (some) => works(deskLoose, some), alone ? deskLoose : []);
      yield {
        takes: [...scene.already, ...taken, ...loose],
        opens: need & ~maskOf(scene, taken, carriedBy(scene, loose)),
        writer: writer.bot,
        writerTakes: alone ? [] : [...first, ...deskLoose],
        blind: (maskOf(desk, first, carriedBy(desk, deskLoose)) & flags.VIEW_CHANNEL) === 0n,
      };
    }
  }
}

/** Whether it has the bits in the channel with these roles taken and this much written for it. */
export function holdsWith(
  field: Field,
  power: Power,
  channel: Channel,
  bits: bigint,
  takes: Role[],
  opens: bigint,
): boolean {
  const scene = sceneOf(field, power, channel, takes);
  // Administrator in an overwrite makes nobody one.
  const mask = (scene.base & flags.ADMINISTRATOR) === 0n ? maskOf(scene, [], 0n) : scene.universe;
  return (needIn(channel, bits) & ~(mask | opens)) === 0n;
}

/** None, one, or as few as it takes of the roles that can only help; `kept` are among them for sure. */
function fewLoose(scene: Scene, need: bigint, works: (loose: Role[]) => boolean, kept: Role[] = []): Role[] {
  if (works(kept)) return kept;
  // The others carry nothing that is asked about: they would be left out one by one.
  const some = useful(scene, need | flags.MANAGE_ROLES);
  const worth = kept.every((role) => some.includes(role))
    ? some
    : scene.loose.filter((role) => some.includes(role) || kept.includes(role));
  const one = worth.find((role) => works([...kept, role]));
  return one
    ? [...kept, one]
    : fewest(worth, (left) => kept.every((role) => left.includes(role)) && works(left));
}

const withOneMore = (taken: Role[], spoken: Role[]): Role[][] => [
  taken,
  ...spoken.filter((role) => !taken.includes(role)).map((role) => [...taken, role]),
];
