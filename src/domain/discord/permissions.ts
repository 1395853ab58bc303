/**
 * What a member may do in a channel, with three answers per bit: yes (in `effective`), not visible (in `unknown`), otherwise no.
 *
 * How unknown is computed: everything the snapshot leaves open makes an interval of masks, from the least the member can have to the
 * most. Both ends go through the same rules, which are monotone; a bit on which the ends differ, in `raw` or in `effective`, can't be told.
 *
 * - A hidden channel's overwrites are unknown: every bit an overwrite may carry is open, and with VIEW_CHANNEL everything else in it.
 *   The same holds for a channel without overwrites in the file, a thread without its parent, and a channel not in the file.
 * - A role that is not in the guild may grant anything, ADMINISTRATOR included: only what is held anyway is certain.
 * - A private thread is seen by its members and by MANAGE_THREADS; who is in it is rarely visible: proven members are certain,
 *   everybody else with VIEW_CHANNEL on the parent is unknown, never "no".
 * - Owner and administrator are certain everywhere: no overwrite, timeout or thread rule touches them (facts/discord.md section 3).
 *
 * An overwrite that carries a server-wide bit changes the mask, as the arithmetic says, and nothing else: ADMINISTRATOR there makes
 * nobody an administrator. Server-wide powers are a question to the guild level (`channelId` null).
 */
import { overwriteAll, overwriteOne, takeAway } from "./arithmetic.ts";
import type { CompiledGuild } from "./compile.ts";
import { keepRow, kind, signsOf } from "./gates.ts";
import { type Lanes, maskAt, newLanes } from "./lanes.ts";
import { guildLevel, settle } from "./settle.ts";

/** `raw`: the documented arithmetic. `effective`: less implied denials, thread rule, timeout, quarantine. `unknown`: in neither. */
export interface Answer {
  raw: bigint;
  effective: bigint;
  unknown: bigint;
}

/** The answers of one channel for all members, in the order of `guild.memberIds`. */
export interface Row {
  raw: Lanes;
  effective: Lanes;
  unknown: Lanes;
}

export const newRow = (guild: CompiledGuild, members = guild.memberIds.length): Row => ({
  raw: newLanes(members, guild.words),
  effective: newLanes(members, guild.words),
  unknown: newLanes(members, guild.words),
});

/** One question. `channelId` null is the guild level. A member who is not in the snapshot is unknown throughout, unless it is the owner. */
export function ask(guild: CompiledGuild, memberId: string, channelId: string | null): Answer {
  if (memberId === guild.ownerId) return { raw: guild.universe, effective: guild.universe, unknown: 0n };
  const member = guild.memberAt.get(memberId);
  if (member === undefined) return { raw: 0n, effective: 0n, unknown: guild.universe };
  const row = newRow(guild, 1);
  for (let word = 0; word < guild.words; word++)
    row.raw.at[word] = guild.base.at[word * guild.base.length + member]!;
  const channel =
    channelId === null ? guildLevel : (guild.channelAt.get(channelId) ?? guild.channelIds.length);
  if (channel !== guildLevel) {
    if (guild.unseen[channel] === 1) takeAway(row.raw, 0, guild.overwritable, 0);
    else overwriteOne(guild, member, guild.source[channel]!, row.raw);
  }
  settle(guild, member, channel, row, 0);
  return answerAt(row, 0);
}

/** The answers of one channel (an index into `guild.channelIds`) for all members at once, into `row`: the fast form of `ask`. */
export function resolveRow(guild: CompiledGuild, channel: number, row: Row): void {
  const members = guild.memberIds.length;
  if (guild.unseen[channel] === 1) {
    row.raw.at.set(guild.base.at);
    for (let member = 0; member < members; member++) takeAway(row.raw, member, guild.overwritable, 0);
    for (let member = 0; member < members; member++) settle(guild, member, channel, row, member);
    return;
  }
  overwriteAll(guild, guild.source[channel]!, row.raw);
  if (guild.kind[channel] === kind.privateThread) {
    for (let member = 0; member < members; member++) settle(guild, member, channel, row, member);
    return;
  }
  row.unknown.at.fill(0);
  passGates(guild, guild.kind[channel]!, row);
  for (const member of guild.special) settle(guild, member, channel, row, member);
}

/** The same, kept: channels that have the same overwrites and are of one kind have one row. To be read only. */
export function rowOf(guild: CompiledGuild, channel: number): Row {
  const known = guild.rows;
  const place = guild.kind[channel]!;
  // Who is in a private thread differs from thread to thread; what nobody has seen is the same for each kind.
  const own = place === kind.privateThread;
  const source = own
    ? channel
    : guild.unseen[channel] === 1
      ? guild.channelIds.length
      : guild.source[channel]!;
  const key = (source * KINDS + place) * 2 + Number(guild.unseen[channel]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const row = newRow(guild);
  resolveRow(guild, channel, row);
  known.set(key, row);
  return row;
}

const KINDS = Object.keys(kind).length;

/** `settle` for those about whom nothing is open, which is nearly everybody nearly everywhere: one short loop. */
function passGates(guild: CompiledGuild, place: number, row: Row): void {
  const { words, limits } = guild;
  const { at: keep, length: stride } = guild.keep;
  const { at: raw, length } = row.raw;
  const effective = row.effective.at;
  for (let member = 0; member < length; member++) {
    const low = raw[member]!;
    const high = raw[length + member]!;
    const kept = keepRow(place, limits[member]!) + signsOf(place, low, high);
    effective[member] = low & keep[kept]!;
    effective[length + member] = high & keep[stride + kept]!;
    for (let word = 2; word < words; word++)
      effective[word * length + member] = raw[word * length + member]! & keep[word * stride + kept]!;
  }
}

/** Whether the member certainly holds anything beyond these bits there. */
export function exceeds({ effective }: Row, member: number, bits: Lanes): boolean {
  for (let word = 0; word < effective.words; word++)
    if ((effective.at[word * effective.length + member]! & ~bits.at[word]!) !== 0) return true;
  return false;
}

/** One member's answer out of a row, as bigint. */
export const answerAt = (row: Row, member: number): Answer => ({
  raw: maskAt(row.raw, member),
  effective: maskAt(row.effective, member),
  unknown: maskAt(row.unknown, member),
});
