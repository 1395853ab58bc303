/** From the certain raw mask of one member in one channel to its three answers: the interval of permissions.ts through the gates of gates.ts. */
import { type CompiledGuild, shape, standing } from "./compile.ts";
import { flags } from "./flags.ts";
import { gate } from "./gates.ts";
import type { Row } from "./permissions.ts";

/** Stands for "no channel". */
export const guildLevel = -1;

const VIEW_CHANNEL = Number(flags.VIEW_CHANNEL);
const SEND_MESSAGES = Number(flags.SEND_MESSAGES);
const CONNECT = Number(flags.CONNECT);
const SEND_MESSAGES_IN_THREADS = Number(flags.SEND_MESSAGES_IN_THREADS >> 32n);
const MANAGE_THREADS = Number(flags.MANAGE_THREADS >> 32n);

/** Which gate a mask (its two low words) passes in a channel of this kind. */
export function gateOf(kind: number, low: number, high: number): number {
  if ((low & VIEW_CHANNEL) === 0) return gate.closed;
  if (kind === shape.voice && (low & CONNECT) === 0) return gate.outside;
  if (kind === shape.thread || kind === shape.privateThread)
    return (high & SEND_MESSAGES_IN_THREADS) === 0 ? gate.threadMute : gate.threadOpen;
  return (low & SEND_MESSAGES) === 0 ? gate.mute : gate.open;
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
  (guild.keepFrom[member] === 0 && (high & MANAGE_THREADS) !== 0);
