/** From the certain raw mask of one member in one channel to its three answers: the interval of permissions.ts through the gates of gates.ts. */
import { type CompiledGuild, shape, standing } from "./compile.ts";
import { gate } from "./gates.ts";
import type { Row } from "./permissions.ts";

/** Stands for "no channel". */
export const guildLevel = -1;

/** Bit positions within the low or the high word. */
const VIEW_CHANNEL = 10;
const SEND_MESSAGES = 11;
const CONNECT = 20;
const MANAGE_THREADS = 34 - 32;
const SEND_MESSAGES_IN_THREADS = 38 - 32;

/**
 * Which gate a mask (its two low words) passes in a channel of this kind: 0 closed, 1 outside, 2 mute, 3 open, 4 and 5 for threads.
 * Reckoned rather than branched: to the processor permission bits are a coin toss, and each wrong guess costs more than the rule.
 */
export function gateOf(kind: number, low: number, high: number): number {
  const sees = (low >>> VIEW_CHANNEL) & 1;
  const sends = (low >>> SEND_MESSAGES) & 1;
  if (kind === shape.text) return sees * (gate.mute + sends);
  if (kind === shape.voice) return sees * (gate.outside + ((low >>> CONNECT) & 1) * (1 + sends));
  return sees * (gate.threadMute + ((high >>> SEND_MESSAGES_IN_THREADS) & 1));
}

/** `out.raw[index]` holds what is certain; all three masks at `index` are written. */
export function settle(guild: CompiledGuild, member: number, channel: number, out: Row, index: number): void {
  const { words, all, keep, base, overwritable } = guild;
  const { length } = out.raw;
  const raw = out.raw.at;
  const who = guild.standing[member]!;
  const form = channel === guildLevel ? shape.text : guild.shape[channel]!;
  const kind = form & ~shape.unseen;
  const unseen = form !== kind;
  const inThreads = raw[length + index]!;

  let low = channel === guildLevel ? gate.open : gateOf(kind, raw[index]!, inThreads);
  const high = unseen ? gateOf(kind, all.at[0]!, all.at[1]!) : low;
  if (kind === shape.privateThread && !isInside(guild, member, channel, inThreads)) low = gate.closed;
  const least = guild.keepFrom[member]! + low;
  const most = guild.keepFrom[member]! + high;

  for (let word = 0; word < words; word++) {
    const at = word * length + index;
    const everything = all.at[word]!;
    if (who === standing.administrator) {
      raw[at] = out.effective.at[at] = everything;
      out.unknown.at[at] = 0;
      continue;
    }
    const rawLeast = raw[at]!;
    const effectiveLeast = rawLeast & keep.at[word * keep.length + least]!;
    let rawMost = unseen ? base.at[word * base.length + member]! | overwritable.at[word]! : rawLeast;
    let effectiveMost = rawMost & keep.at[word * keep.length + most]!;
    if (who === standing.maybeAdministrator) rawMost = effectiveMost = everything;
    const open = (rawMost & ~rawLeast) | (effectiveMost & ~effectiveLeast);
    raw[at] = rawLeast & ~open;
    out.effective.at[at] = effectiveLeast;
    out.unknown.at[at] = open;
  }
}

/** Whether it is certain that the member sees this private thread. A timeout or quarantine may have taken MANAGE_THREADS away: then it isn't. */
const isInside = (guild: CompiledGuild, member: number, channel: number, high: number): boolean =>
  guild.joined.get(channel)?.has(member) === true ||
  (guild.keepFrom[member] === 0 && ((high >>> MANAGE_THREADS) & 1) === 1);
