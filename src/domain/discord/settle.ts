/** From the certain raw mask of one member in one channel to its three answers: the interval of permissions.ts through the rules of gates.ts. */
import { type CompiledGuild, standing } from "./compile.ts";
import { flags } from "./flags.ts";
import { allSigns, keepRow, kind, signsOf } from "./gates.ts";
import type { Row } from "./permissions.ts";

/** Stands for "no channel". */
export const guildLevel = -1;

const MANAGE_THREADS = Number(flags.MANAGE_THREADS >> 32n);

/** `out.raw[index]` holds what is certain; all three masks at `index` are written. */
export function settle(guild: CompiledGuild, member: number, channel: number, out: Row, index: number): void {
  const { words, all, keep, base, overwritable } = guild;
  const { length } = out.raw;
  const raw = out.raw.at;
  const who = guild.standing[member]!;
  const place = channel === guildLevel ? kind.text : guild.kind[channel]!;
  const unseen = channel !== guildLevel && guild.unseen[channel] === 1;
  const high = raw[length + index]!;

  const signs = channel === guildLevel ? allSigns : signsOf(place, raw[index]!, high);
  const outside = place === kind.privateThread && !isInside(guild, member, channel, high);
  const from = keepRow(place, guild.limits[member]!);
  const least = from + (outside ? 0 : signs);
  const most = from + (unseen ? allSigns : signs);

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
  (guild.limits[member] === 0 && (high & MANAGE_THREADS) !== 0);
