/** One bot before one channel: which overwrites can concern it, and which of the roles it can take the channel speaks about. */
import { type Board, type Said, boardOf, heldBy, low, masked } from "./board.ts";
import type { Field } from "./field.ts";
import { flags } from "./flags.ts";
import type { Offer, Power } from "./power.ts";
import type { Channel, Role } from "./snapshot.ts";

/** Some of the roles that the channel speaks about: what they carry, and what is said to them there. */
export interface Choice extends Said {
  roles: Role[];
  carries: number;
}

/** How channels with these overwrites speak about roles that can be taken: the same for every bot that can take them. */
export interface Stage {
  board: Board;
  /** Roles the channel speaks about: each may open one thing and close another. */
  spoken: Role[];
  /** Roles it doesn't speak about: they can only help. */
  loose: Role[];
  allSpoken: Choice;
  /** What all loose roles carry. */
  looseBits: number;
  /** Worked out when it is asked for first: loose roles that carry certain bits, the choices of spoken ones. */
  known: { useful: Map<number, Role[]>; choices: Choice[] | null };
}

export interface Scene {
  stage: Stage;
  already: Role[];
  /** Server-wide, with the roles taken already. */
  base: number;
  /** What is said to the roles that it has for sure, and to itself. */
  held: Said;
  own: Said | undefined;
}

const ADMINISTRATOR = low(flags.ADMINISTRATOR);
const MANAGE_ROLES = low(flags.MANAGE_ROLES);

/** Nothing else of a channel matters but its overwrites, and many channels share theirs. */
export function sceneOf(field: Field, power: Power, channel: Channel, already: Role[]): Scene {
  if (already.length > 0) return setUp(field, power, channel, already);
  const scene = power.scenes.get(channel.overwrites!) ?? setUp(field, power, channel, already);
  power.scenes.set(channel.overwrites!, scene);
  return scene;
}

function setUp(field: Field, power: Power, channel: Channel, already: Role[]): Scene {
  const stage = stageOf(field, power.offer, channel, already);
  const before = field.members.get(power.bot)?.roles ?? [];
  return {
    stage,
    already,
    base: power.low | carriedBy(already),
    held: heldBy(stage.board, already.length === 0 ? before : [...before, ...already.map(({ id }) => id)]),
    own: stage.board.members.get(power.bot),
  };
}

function stageOf(field: Field, { roles, carried, stages }: Offer, channel: Channel, already: Role[]): Stage {
  const board = boardOf(field, channel);
  if (already.length > 0) {
    const left = roles.filter((role) => !already.includes(role));
    return stageFor(field, board, left, new Map(left.map(({ id }) => [id, carried.get(id)!])));
  }
  const stage = stages.get(channel.overwrites!) ?? stageFor(field, board, roles, carried);
  stages.set(channel.overwrites!, stage);
  return stage;
}

function stageFor(field: Field, board: Board, roles: Role[], carried: Map<string, number>): Stage {
  const spoken = [...board.roles.keys()]
    .filter((id) => carried.has(id))
    .flatMap((id) => field.roles.get(id) ?? [])
    .sort((a, b) => field.rank.get(a.id)! - field.rank.get(b.id)!);
  let looseBits = 0;
  for (const [id, bits] of carried) if (!board.roles.has(id)) looseBits |= bits;
  return {
    board,
    spoken,
    loose: spoken.length === 0 ? roles : roles.filter(({ id }) => !board.roles.has(id)),
    allSpoken: choiceOf(board, spoken),
    looseBits,
    known: { useful: new Map(), choices: null },
  };
}

export const choiceOf = (board: Board, roles: Role[]): Choice => {
  let [carries, allow, deny] = [0, 0, 0];
  for (const { id, permissions } of roles) {
    carries |= low(permissions);
    const said = board.roles.get(id);
    if (said !== undefined) [allow, deny] = [allow | said.allow, deny | said.deny];
  }
  return { roles, carries, allow, deny };
};

/** None of them. */
export const none: Choice = { roles: [], carries: 0, allow: 0, deny: 0 };

/** What these roles carry together. */
export const carriedBy = (roles: Role[]): number =>
  roles.reduce((mask, { permissions }) => mask | low(permissions), 0);

/** The bot's mask there with these of the spoken roles taken, and these bits from loose ones. */
export function maskOf({ stage, base, held, own }: Scene, taken: Choice, loose: number): number {
  const said = { allow: held.allow | taken.allow, deny: held.deny | taken.deny };
  return masked(stage.board, base | taken.carries | loose, said, own);
}

/** What an overwrite it writes there may give; null when it can't write one. */
export function gripOf(scene: Scene, taken: Choice, loose: number): number | null {
  if ((maskOf(scene, taken, loose) & MANAGE_ROLES) === 0) return null;
  return (givenTo(scene, taken) & MANAGE_ROLES) === 0 ? scene.base | taken.carries | loose : ~ADMINISTRATOR;
}

/** What overwrites allow to it with these roles taken. */
export const givenTo = ({ stage, held, own }: Scene, taken: Choice): number =>
  stage.board.everyone.allow | held.allow | (own?.allow ?? 0) | taken.allow;

/** Of the loose roles those that carry one of these bits: the others change nothing about them. */
export function useful({ loose, known }: Stage, bits: number): Role[] {
  const found = known.useful.get(bits) ?? loose.filter(({ permissions }) => (low(permissions) & bits) !== 0);
  known.useful.set(bits, found);
  return found;
}

const carriedAtMost = ({ base, stage }: Scene): number => base | stage.allSpoken.carries | stage.looseBits;

/** No choice of roles lets it write a bit beyond these. */
export const mostGrip = (scene: Scene): number =>
  (givenTo(scene, scene.stage.allSpoken) & MANAGE_ROLES) === 0 ? carriedAtMost(scene) : ~0;

/** No choice of roles gives it a bit beyond these. */
export const most = (scene: Scene): number => carriedAtMost(scene) | givenTo(scene, scene.stage.allSpoken);

/** Up to so many spoken roles every choice of them is tried; beyond, every choice of two, and all. */
const EVERY_CHOICE = 6;
/** So many roles may be needed at least where no smaller choice that was tried is enough. */
export const MOST_TRIED = 3;

/** Of the spoken roles; fewest first. */
export const choices = ({ board, spoken, known }: Stage): Choice[] =>
  (known.choices ??= listChoices(spoken).map((roles) => choiceOf(board, roles)));

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
