/**
 * How a bot gets what it needs in one channel: by the roles it can take, and by overwrites it can write (facts/discord.md section 4, E3, E4).
 * Where Manage Roles holds in the channel it writes an overwrite with the bits it holds server-wide; where an overwrite gave it Manage Roles,
 * with any bit. Deleting overwrites is not followed: one's own overwrite has the last word anyway, over all bits one may write.
 */
import { low } from "./board.ts";
import { type Field, needIn, thinkable } from "./field.ts";
import { flags } from "./flags.ts";
import { type Power, fewest, rolesFor } from "./power.ts";
import {
  type Choice,
  MOST_TRIED,
  type Scene,
  type Stage,
  carriedBy,
  choiceOf,
  choices,
  gripOf,
  maskOf,
  most,
  mostGrip,
  none,
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

const ADMINISTRATOR = low(flags.ADMINISTRATOR);
const MANAGE_ROLES = low(flags.MANAGE_ROLES);
const VIEW_CHANNEL = low(flags.VIEW_CHANNEL);

/** The ways to have these bits, and what they need, in the channel; simplest first. `already` are roles it has taken before. */
export function* waysInto(
  field: Field,
  power: Power,
  channel: Channel,
  bits: number,
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
  const admin = rolesFor(power, flags.ADMINISTRATOR);
  if (admin !== null) {
    yield plain(holdsWith(field, power, channel, bits, already, 0n) ? already : admin);
    return;
  }
  const need = needIn(channel, bits);
  if (!thinkable(field, power.reach, channel, need)) return;
  const scene = sceneOf(field, power, channel, already);
  const { stage } = scene;
  for (const taken of (need & ~most(scene)) === 0 ? choices(stage) : []) {
    // Shorter choices come first, and whichever of them is enough by itself was found then.
    if (already.length + Math.min(taken.roles.length, MOST_TRIED) >= limit.below) break;
    const enough = (some: Choice, loose: number): boolean => (need & ~maskOf(scene, some, loose)) === 0;
    if (!enough(taken, stage.looseBits)) continue;
    const roles = fewest(taken.roles, (some) => enough(choiceOf(stage.board, some), stage.looseBits));
    const left = roles === taken.roles ? taken : choiceOf(stage.board, roles);
    yield plain([...already, ...roles, ...fewLoose(stage, need, (loose) => enough(left, carriedBy(loose)))]);
  }
  for (const writer of power.writers) yield* written(field, power, channel, need, scene, writer, limit);
}

function* written(
  field: Field,
  power: Power,
  channel: Channel,
  need: number,
  scene: Scene,
  writer: Power,
  limit: Limit,
): Generator<Way> {
  const alone = writer === power;
  const desk = alone ? scene : sceneOf(field, writer, channel, []);
  if ((most(desk) & MANAGE_ROLES) === 0) return;
  if ((need & ~mostGrip(desk) & ~most(scene)) !== 0) return;
  const { stage, already } = scene;
  for (const first of choices(desk.stage)) {
    if (already.length + first.roles.length + 1 >= limit.below) break;
    const gives = gripOf(desk, first, desk.stage.looseBits);
    if (gives === null) continue;
    for (const taken of alone ? withOneMore(first, stage) : choices(stage)) {
      const steps = already.length + taken.roles.length + 1 + (alone ? 0 : first.roles.length);
      if (steps >= limit.below) break;
      if ((need & ~gives & ~maskOf(scene, taken, stage.looseBits)) !== 0) continue;
      const works = (deskLoose: Role[], loose: Role[]): boolean => {
        const grip = gripOf(desk, first, carriedBy(deskLoose));
        return grip !== null && (need & ~grip & ~maskOf(scene, taken, carriedBy(loose))) === 0;
      };
      const deskLoose = fewLoose(desk.stage, need, (loose) => works(loose, stage.loose));
      const loose = fewLoose(stage, need, (some) => works(deskLoose, some), alone ? deskLoose : []);
      yield {
        takes: [...already, ...taken.roles, ...loose],
        opens: BigInt(need & ~maskOf(scene, taken, carriedBy(loose))),
        writer: writer.bot,
        writerTakes: alone ? [] : [...first.roles, ...deskLoose],
        blind: (maskOf(desk, first, carriedBy(deskLoose)) & VIEW_CHANNEL) === 0,
      };
    }
  }
}

/** Whether it has the bits in the channel with these roles taken and this much written for it. */
export function holdsWith(
  field: Field,
  power: Power,
  channel: Channel,
  bits: number,
  takes: Role[],
  opens: bigint,
): boolean {
  const scene = sceneOf(field, power, channel, takes);
  // Administrator in an overwrite makes nobody one.
  const mask = (scene.base & ADMINISTRATOR) === 0 ? maskOf(scene, none, 0) : ~0;
  return (needIn(channel, bits) & ~(mask | low(opens))) === 0;
}

/** None, one, or as few as it takes of the roles that can only help; `kept` are among them for sure. */
function fewLoose(stage: Stage, need: number, works: (loose: Role[]) => boolean, kept: Role[] = []): Role[] {
  if (works(kept)) return kept;
  // The others carry nothing that is asked about: they would be left out one by one.
  const some = useful(stage, need | MANAGE_ROLES);
  const worth = kept.every((role) => some.includes(role))
    ? some
    : stage.loose.filter((role) => some.includes(role) || kept.includes(role));
  const one = worth.find((role) => works([...kept, role]));
  return one
    ? [...kept, one]
    : fewest(worth, (left) => kept.every((role) => left.includes(role)) && works(left));
}

function* withOneMore(taken: Choice, { spoken, board }: Stage): Generator<Choice> {
  yield taken;
  for (const role of spoken) if (!taken.roles.includes(role)) yield choiceOf(board, [...taken.roles, role]);
}
