/**
 * What each bot could become: every sink that it can reach alone, and those that two bots reach together when neither does alone.
 *
 * Sound: every step is one that Discord's documented rules allow on what the snapshot shows for certain. Complete over the steps of
 * power.ts and ways.ts. How it can be wrong: a hidden channel or role may open more than is shown here; a step marked `blind` was
 * reported to work without seeing the channel, and is not documented; three bots together, and people who help them, are not followed.
 */
import { low } from "./board.ts";
import type { Change } from "./cut.ts";
import { type Field, hasToday } from "./field.ts";
import { flags } from "./flags.ts";
import { type Power, alone, atMost, together } from "./power.ts";
import {
  type Reach,
  type Sink,
  type Stakes,
  type Targets,
  conceivable,
  find,
  sinks,
  targetsOf,
} from "./sinks.ts";
import type { Channel } from "./snapshot.ts";
import { changed } from "./trial.ts";

export interface Escalation extends Reach {
  sink: Sink;
  bot: string;
  /** The other bot without which it would not get there. */
  with: string | null;
}

/** How many of the ways into a sink are compared for the shortest. */
const COMPARED = 24;

export const escalations = (field: Field, stakes: Stakes): Escalation[] => [
  ...each(field, stakes, sinks, COMPARED),
];

/** Whether these bots, alone or together, reach the sink once these changes are made: what a cut has to make false. */
export function reachesAfter(
  field: Field,
  changes: Change[],
  bots: string[],
  sink: Sink,
  stakes: Stakes,
): boolean {
  const after = changed(field, changes, bots, scopeOf(field, sink, stakes, changes));
  return !each(after, stakes, [sink], 1).next().done;
}

function* each(
  field: Field,
  stakes: Stakes,
  wanted: readonly Sink[],
  compared: number,
): Generator<Escalation> {
  const targets = targetsOf(field, stakes);
  const powers = field.bots.map((bot) => alone(field, bot));
  const reached = new Map<string, ReadonlySet<Sink>>();
  for (const power of powers) {
    const most = atMost(field, power);
    const open = wanted.filter((sink) => conceivable(field, targets, sink, most));
    const found = reachable(field, power, targets, null, open, compared);
    reached.set(power.bot, new Set(found.map(({ sink }) => sink)));
    yield* found;
  }
  // Countersign is judged like any bot, but it is nobody's accomplice.
  const accomplices = powers
    .filter(({ bot }) => bot !== stakes.countersign)
    .map((power) => ({ power, done: reached.get(power.bot)!, helps: canHelp(field, power) }));
  for (const [at, one] of accomplices.entries())
    for (let next = at + 1; next < accomplices.length; next++) {
      const other = accomplices[next]!;
      if (!(one.helps || other.helps)) continue;
      const left = wanted.filter((sink) => !one.done.has(sink) && !other.done.has(sink));
      if (left.length === 0) continue;
      const most = atMost(field, one.power, other.power);
      const open = left.filter((sink) => conceivable(field, targets, sink, most));
      if (open.length === 0) continue;
      const [first, second] = together(field, one.power, other.power);
      const byFirst = reachable(field, first, targets, other.power.bot, open, compared);
      yield* byFirst;
      const still = open.filter((sink) => byFirst.every((found) => found.sink !== sink));
      yield* reachable(field, second, targets, one.power.bot, still, compared);
    }
}

/** The channels that can play a part on the way into the sink; of those that are alike one, as long as they stay alike. */
function scopeOf(field: Field, sink: Sink, { places }: Stakes, changes: Change[]): Channel[] {
  if (sink === "server-takeover") return [];
  if (sink === "mass-mention" || sink === "private-channel-exfiltration")
    return changes.some(({ op }) => op === "set-overwrite") ? field.channels : field.kinds.all;
  return field.channels.filter(({ id }) => places.includes(id));
}

/** Whether it can do anything for another bot: hand on roles, or write an overwrite somewhere. */
const canHelp = (field: Field, { own, bot }: Power): boolean => {
  if ((own & flags.MANAGE_ROLES) !== 0n) return true;
  if ((field.givenSomewhere & MANAGE_ROLES) === 0) return false;
  const today = { bot, low: low(own) };
  return field.kinds.all.some((channel) => hasToday(field, today, channel, MANAGE_ROLES));
};

const MANAGE_ROLES = low(flags.MANAGE_ROLES);

function reachable(
  field: Field,
  power: Power,
  targets: Targets,
  other: string | null,
  wanted: readonly Sink[],
  most: number,
): Escalation[] {
  return wanted.flatMap((sink) => {
    let best: Reach | null = null;
    let compared = 0;
    const limit = { below: Infinity };
    for (const reach of find[sink](field, power, targets, limit)) {
      if (best === null || stepsOf(reach) < limit.below) best = reach;
      limit.below = stepsOf(best);
      if (stepsOf(best) <= least[sink] || ++compared === most) break;
    }
    return best === null ? [] : [{ ...best, sink, bot: power.bot, with: other }];
  });
}

/**
 * Nothing shorter comes later. Where a channel has to be found, one in which it has everything today comes first, if there is one:
 * when that is not the first way, no other one is free.
 */
const least: Record<Sink, number> = {
  "server-takeover": 0,
  "approval-forgery": 0,
  "evidence-erasure": 0,
  "mass-mention": 1,
  "private-channel-exfiltration": 1,
};

/** Roles taken and overwrites written: fewer make a shorter story. */
const stepsOf = ({ takes, opened }: Reach): number =>
  takes.length + opened.reduce((sum, { way }) => sum + 1 + way.writerTakes.length + Number(way.blind), 0);
