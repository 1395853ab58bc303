/**
 * What each bot could become: every sink that it can reach alone, and those that two bots reach together when neither does alone.
 *
 * Sound: every step is one that Discord's documented rules allow on what the snapshot shows for certain. Complete over the steps of
 * power.ts and ways.ts. How it can be wrong: a hidden channel or role may open more than is shown here; a step marked `blind` was
 * reported to work without seeing the channel, and is not documented; three bots together, and people who help them, are not followed.
 */
import { type Field, hasToday, layOut } from "./field.ts";
import { flags } from "./flags.ts";
import { type Power, alone, together } from "./power.ts";
import { type Reach, type Sink, type Stakes, find, sinks } from "./sinks.ts";
import type { DiscordSnapshot } from "./snapshot.ts";

export interface Escalation extends Reach {
  sink: Sink;
  bot: string;
  /** The other bot without which it would not get there. */
  with: string | null;
}

export function escalations(snapshot: DiscordSnapshot, stakes: Stakes): Escalation[] {
  const field = layOut(snapshot);
  const powers = field.bots.map((bot) => alone(field, bot));
  const found = powers.flatMap((power) => reachable(field, power, stakes, null, new Set()));
  const reached = new Map(powers.map(({ bot }) => [bot, sinksOf(found, bot)]));
  const helpers = new Set(powers.filter((power) => canHelp(field, power)).map(({ bot }) => bot));
  // Countersign is judged like any bot, but it is nobody's accomplice.
  const accomplices = powers.filter(({ bot }) => bot !== stakes.countersign);
  accomplices.forEach((one, at) => {
    for (const other of accomplices.slice(at + 1)) {
      const done = new Set([...reached.get(one.bot)!, ...reached.get(other.bot)!]);
      if (done.size === sinks.length || !(helpers.has(one.bot) || helpers.has(other.bot))) continue;
      const [first, second] = together(field, one, other);
      const byFirst = reachable(field, first, stakes, other.bot, done);
      found.push(
        ...byFirst,
        ...reachable(field, second, stakes, one.bot, new Set([...done, ...byFirst.map(({ sink }) => sink)])),
      );
    }
  });
  return found;
}

/** Whether these bots, alone or together, reach the sink: what a cut has to make false. */
export function reaches(snapshot: DiscordSnapshot, bots: string[], sink: Sink, stakes: Stakes): boolean {
  const members = snapshot.members.filter(
    ({ id, bot }) => !bot || bots.includes(id) || id === stakes.countersign,
  );
  return escalations({ ...snapshot, members }, stakes).some(
    (one) => one.sink === sink && bots.includes(one.bot) && (one.with === null || bots.includes(one.with)),
  );
}

const sinksOf = (found: Escalation[], bot: string): Sink[] =>
  found.filter((one) => one.bot === bot).map(({ sink }) => sink);

/** Whether it can do anything for another bot: hand on roles, or write an overwrite somewhere. */
const canHelp = (field: Field, { own, bot }: Power): boolean =>
  (own & flags.MANAGE_ROLES) !== 0n ||
  field.channels.some((channel) => hasToday(field, bot, channel, flags.MANAGE_ROLES));

/** How many of the ways into a sink are compared for the shortest. */
const COMPARED = 24;

function reachable(
  field: Field,
  power: Power,
  stakes: Stakes,
  other: string | null,
  skip: Set<Sink>,
): Escalation[] {
  return sinks
    .filter((sink) => !skip.has(sink))
    .flatMap((sink) => {
      let best: Reach | null = null;
      let compared = 0;
      for (const reach of find[sink](field, power, stakes)) {
        if (best === null || stepsOf(reach) < stepsOf(best)) best = reach;
        if (stepsOf(best) === 0 || ++compared === COMPARED) break;
      }
      return best === null ? [] : [{ ...best, sink, bot: power.bot, with: other }];
    });
}

/** Roles taken and overwrites written: fewer make a shorter story. */
const stepsOf = ({ takes, opened }: Reach): number =>
  takes.length + opened.reduce((sum, { way }) => sum + 1 + way.writerTakes.length + Number(way.blind), 0);
