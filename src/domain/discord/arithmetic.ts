/**
 * Discord's overwrite arithmetic over planes of masks, in its order (facts/discord.md section 3): @everyone's overwrite; the denials of
 * all the member's roles at once, then all their allowances, wherever the roles stand; the member's own overwrite.
 */
import type { CompiledGuild, OverwriteTable } from "./compile.ts";
import type { Lanes } from "./lanes.ts";
import type { Overwrite } from "./snapshot.ts";

/** Clears the bits of `deny[row]` in `masks[index]`. */
export function takeAway(masks: Lanes, index: number, deny: Lanes, row: number): void {
  for (let word = 0; word < masks.words; word++)
    masks.at[word * masks.length + index]! &= ~deny.at[word * deny.length + row]!;
}

/** Sets the bits of `allow[row]` in `masks[index]`. */
function add(masks: Lanes, index: number, allow: Lanes, row: number): void {
  for (let word = 0; word < masks.words; word++)
    masks.at[word * masks.length + index]! |= allow.at[word * allow.length + row]!;
}

/** For all members: their guild-level masks become the channel's, in `raw`. */
export function overwriteAll(guild: CompiledGuild, channel: number, raw: Lanes): void {
  const base = guild.base.at;
  const masks = raw.at;
  const { holderFrom, holders, everyoneDeny, everyoneAllow, roleOverwrites, memberOverwrites } = guild;
  for (let word = 0; word < raw.words; word++) {
    const kept = ~everyoneDeny.at[word * everyoneDeny.length + channel]!;
    const allowed = everyoneAllow.at[word * everyoneAllow.length + channel]!;
    const end = (word + 1) * raw.length;
    for (let at = word * raw.length; at < end; at++) masks[at] = (base[at]! & kept) | allowed;
  }
  const [first, end] = rangeOf(roleOverwrites, channel);
  const { target, deny, allow } = roleOverwrites;
  for (let word = 0; word < raw.words; word += 2) {
    const lowFrom = word * raw.length;
    const highFrom = lowFrom + raw.length;
    const lowRow = word * deny.length;
    const highRow = lowRow + deny.length;
    for (let row = first; row < end; row++) {
      const low = ~deny.at[lowRow + row]!;
      const high = ~deny.at[highRow + row]!;
      const last = holderFrom[target[row]! + 1]!;
      for (let at = holderFrom[target[row]!]!; at < last; at++) {
        const holder = holders[at]!;
        masks[lowFrom + holder]! &= low;
        masks[highFrom + holder]! &= high;
      }
    }
    for (let row = first; row < end; row++) {
      const low = allow.at[lowRow + row]!;
      const high = allow.at[highRow + row]!;
      const last = holderFrom[target[row]! + 1]!;
      for (let at = holderFrom[target[row]!]!; at < last; at++) {
        const holder = holders[at]!;
        masks[lowFrom + holder]! |= low;
        masks[highFrom + holder]! |= high;
      }
    }
  }
  const [firstOwn, endOwn] = rangeOf(memberOverwrites, channel);
  for (let row = firstOwn; row < endOwn; row++) {
    takeAway(raw, memberOverwrites.target[row]!, memberOverwrites.deny, row);
    add(raw, memberOverwrites.target[row]!, memberOverwrites.allow, row);
  }
}

/** For one member, whose mask is the only one in `raw`. */
export function overwriteOne(guild: CompiledGuild, member: number, channel: number, raw: Lanes): void {
  const { everyoneDeny, everyoneAllow, roleOverwrites, memberOverwrites } = guild;
  takeAway(raw, 0, everyoneDeny, channel);
  add(raw, 0, everyoneAllow, channel);
  const held: number[] = [];
  const [first, end] = rangeOf(roleOverwrites, channel);
  for (let row = first; row < end; row++)
    if (holds(guild, member, roleOverwrites.target[row]!)) held.push(row);
  for (const row of held) takeAway(raw, 0, roleOverwrites.deny, row);
  for (const row of held) add(raw, 0, roleOverwrites.allow, row);
  const [firstOwn, endOwn] = rangeOf(memberOverwrites, channel);
  for (let row = firstOwn; row < endOwn; row++) {
    if (memberOverwrites.target[row] !== member) continue;
    takeAway(raw, 0, memberOverwrites.deny, row);
    add(raw, 0, memberOverwrites.allow, row);
  }
}

const rangeOf = ({ from }: OverwriteTable, channel: number): [number, number] => [
  from[channel]!,
  from[channel + 1]!,
];

/** Binary search: a role's holders are in ascending order. */
function holds({ holderFrom, holders }: CompiledGuild, member: number, role: number): boolean {
  let low = holderFrom[role]!;
  let high = holderFrom[role + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (holders[middle] === member) return true;
    if (holders[middle]! < member) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** The same for somebody who isn't compiled: a bot as it would be with other roles. `base` is the guild-level mask. */
export function maskIn(
  overwrites: Overwrite[],
  who: { everyone: string; roles: ReadonlySet<string>; member: string },
  base: bigint,
): bigint {
  let mask = base;
  let [deny, allow] = [0n, 0n];
  let own: Overwrite | null = null;
  for (const overwrite of overwrites) {
    if (overwrite.kind === "member") own = overwrite.id === who.member ? overwrite : own;
    else if (overwrite.id === who.everyone) mask = (mask & ~overwrite.deny) | overwrite.allow;
    else if (who.roles.has(overwrite.id)) [deny, allow] = [deny | overwrite.deny, allow | overwrite.allow];
  }
  mask = (mask & ~deny) | allow;
  return own === null ? mask : (mask & ~own.deny) | own.allow;
}
