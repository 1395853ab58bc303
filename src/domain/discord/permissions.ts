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
 * - Owner and administrator are certain everywhere: no overwrite, timeout or thread rule touches them (docs: Permission Overwrites).
 *
 * An overwrite that carries a server-wide bit changes the mask, as the arithmetic says, and nothing else: ADMINISTRATOR there makes
 * nobody an administrator. Server-wide powers are a question to the guild level (`channelId` null).
 */
import { type CompiledGuild, shape, standing } from "./compile.ts";
import { flags } from "./flags.ts";
import { GATES, gate } from "./gates.ts";
import { maskAt } from "./lanes.ts";

/** `raw`: the documented arithmetic. `effective`: less implied denials, thread rule, timeout, quarantine. `unknown`: in neither. */
export interface Answer {
  raw: bigint;
  effective: bigint;
  unknown: bigint;
}

/** The answers of one channel for all members: masks as rows of `guild.words` words, in the order of `guild.memberIds`. */
export interface Row {
  raw: Uint32Array;
  effective: Uint32Array;
  unknown: Uint32Array;
}

const VIEW_CHANNEL = Number(flags.VIEW_CHANNEL);
const SEND_MESSAGES = Number(flags.SEND_MESSAGES);
const CONNECT = Number(flags.CONNECT);
const SEND_MESSAGES_IN_THREADS = Number(flags.SEND_MESSAGES_IN_THREADS >> 32n);
const MANAGE_THREADS = Number(flags.MANAGE_THREADS >> 32n);

export function newRow(guild: CompiledGuild): Row {
  const length = guild.memberIds.length * guild.words;
  return {
    raw: new Uint32Array(length),
    effective: new Uint32Array(length),
    unknown: new Uint32Array(length),
  };
}

/** One question. `channelId` null is the guild level. A member who is not in the snapshot is unknown throughout, unless it is the owner. */
export function ask(guild: CompiledGuild, memberId: string, channelId: string | null): Answer {
  const { words } = guild;
  const member = guild.memberAt.get(memberId);
  if (memberId === guild.ownerId) return { raw: guild.universe, effective: guild.universe, unknown: 0n };
  if (member === undefined) return { raw: 0n, effective: 0n, unknown: guild.universe };
  const row = {
    raw: new Uint32Array(words),
    effective: new Uint32Array(words),
    unknown: new Uint32Array(words),
  };
  row.raw.set(guild.base.subarray(member * words, (member + 1) * words));
  if (channelId === null) settle(guild, member, GUILD_LEVEL, row, 0);
  else {
    const channel = guild.channelAt.get(channelId) ?? guild.channelIds.length;
    if (isUnseen(guild, channel)) takeAway(row.raw, 0, guild.overwritable, 0, words);
    else overwriteOne(guild, member, guild.source[channel]!, row.raw);
    settle(guild, member, channel, row, 0);
  }
  return answerAt(guild, row, 0);
}

/** The answers of one channel (a row of `guild.channelIds`) for all members at once, into `row`: the fast form of `ask`. */
export function resolveRow(guild: CompiledGuild, channel: number, row: Row): void {
  const { words } = guild;
  const members = guild.memberIds.length;
  row.raw.set(guild.base);
  if (isUnseen(guild, channel)) {
    for (let member = 0; member < members; member++)
      takeAway(row.raw, member * words, guild.overwritable, 0, words);
  } else overwriteAll(guild, guild.source[channel]!, row.raw);
  for (let member = 0; member < members; member++) settle(guild, member, channel, row, member * words);
}

/** One member's answer out of a row, as bigint. */
export function answerAt(guild: CompiledGuild, row: Row, member: number): Answer {
  return {
    raw: maskAt(row.raw, member, guild.words),
    effective: maskAt(row.effective, member, guild.words),
    unknown: maskAt(row.unknown, member, guild.words),
  };
}

const GUILD_LEVEL = -1;

const isUnseen = (guild: CompiledGuild, channel: number): boolean =>
  (guild.shape[channel]! & shape.unseen) !== 0;

function takeAway(lanes: Uint32Array, at: number, deny: Uint32Array, row: number, words: number): void {
  for (let word = 0; word < words; word++) lanes[at + word]! &= ~deny[row * words + word]!;
}

function add(lanes: Uint32Array, at: number, allow: Uint32Array, row: number, words: number): void {
  for (let word = 0; word < words; word++) lanes[at + word]! |= allow[row * words + word]!;
}

/** Discord's order: @everyone's overwrite; all role denials, then all role allowances, wherever the roles stand; the member's own. */
function overwriteAll(guild: CompiledGuild, source: number, raw: Uint32Array): void {
  const { words, holderFrom, holders, roleOverwrites: ofRoles, memberOverwrites: ofMembers } = guild;
  for (let at = 0; at < raw.length; at += words) {
    takeAway(raw, at, guild.everyoneDeny, source, words);
    add(raw, at, guild.everyoneAllow, source, words);
  }
  const first = ofRoles.from[source]!;
  const end = ofRoles.from[source + 1]!;
  for (const [apply, lanes] of [
    [takeAway, ofRoles.deny],
    [add, ofRoles.allow],
  ] as const)
    for (let row = first; row < end; row++) {
      const role = ofRoles.target[row]!;
      for (let at = holderFrom[role]!; at < holderFrom[role + 1]!; at++)
        apply(raw, holders[at]! * words, lanes, row, words);
    }
  for (let row = ofMembers.from[source]!; row < ofMembers.from[source + 1]!; row++) {
    takeAway(raw, ofMembers.target[row]! * words, ofMembers.deny, row, words);
    add(raw, ofMembers.target[row]! * words, ofMembers.allow, row, words);
  }
}

/** The same for a single member, whose mask is row 0. */
function overwriteOne(guild: CompiledGuild, member: number, source: number, raw: Uint32Array): void {
  const { words, roleOverwrites: ofRoles, memberOverwrites: ofMembers } = guild;
  takeAway(raw, 0, guild.everyoneDeny, source, words);
  add(raw, 0, guild.everyoneAllow, source, words);
  const held: number[] = [];
  for (let row = ofRoles.from[source]!; row < ofRoles.from[source + 1]!; row++)
    if (holds(guild, member, ofRoles.target[row]!)) held.push(row);
  for (const row of held) takeAway(raw, 0, ofRoles.deny, row, words);
  for (const row of held) add(raw, 0, ofRoles.allow, row, words);
  for (let row = ofMembers.from[source]!; row < ofMembers.from[source + 1]!; row++)
    if (ofMembers.target[row] === member) {
      takeAway(raw, 0, ofMembers.deny, row, words);
      add(raw, 0, ofMembers.allow, row, words);
    }
}

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

/** From the certain raw mask at `at` to the three answers there (see the head of this file). */
function settle(guild: CompiledGuild, member: number, channel: number, out: Row, at: number): void {
  const { words, all, keep, base, overwritable } = guild;
  const { raw, effective, unknown } = out;
  const who = guild.standing[member]!;
  if ((who & standing.administrator) !== 0) {
    for (let word = 0; word < words; word++) {
      raw[at + word] = effective[at + word] = all[word]!;
      unknown[at + word] = 0;
    }
    return;
  }
  const form = channel === GUILD_LEVEL ? shape.text : guild.shape[channel]!;
  const kind = form & ~shape.unseen;
  const unseen = form !== kind;
  const limits = who >> standing.limitsShift;
  let low = channel === GUILD_LEVEL ? gate.open : gateOf(kind, raw[at]!, raw[at + 1]!);
  const high = unseen ? gateOf(kind, all[0]!, all[1]!) : low;
  if (kind === shape.privateThread && !isInside(guild, member, channel, raw[at + 1]!, limits))
    low = gate.closed;

  const least = (limits * GATES + low) * words;
  if (low === high && (who & standing.maybeAdministrator) === 0) {
    for (let word = 0; word < words; word++) {
      effective[at + word] = raw[at + word]! & keep[least + word]!;
      unknown[at + word] = 0;
    }
    return;
  }
  const most = (limits * GATES + high) * words;
  for (let word = 0; word < words; word++) {
    const certain = raw[at + word]!;
    let rawMost = unseen ? base[member * words + word]! | overwritable[word]! : certain;
    let effectiveMost = rawMost & keep[most + word]!;
    if ((who & standing.maybeAdministrator) !== 0) rawMost = effectiveMost = all[word]!;
    const effectiveLeast = certain & keep[least + word]!;
    const open = (rawMost & ~certain) | (effectiveMost & ~effectiveLeast);
    raw[at + word] = certain & ~open;
    effective[at + word] = effectiveLeast;
    unknown[at + word] = open;
  }
}

/** Which gate this mask passes in a channel of this kind (gates.ts). */
function gateOf(kind: number, low: number, high: number): number {
  if ((low & VIEW_CHANNEL) === 0) return gate.closed;
  if (kind === shape.voice && (low & CONNECT) === 0) return gate.outside;
  if (kind === shape.thread || kind === shape.privateThread)
    return (high & SEND_MESSAGES_IN_THREADS) === 0 ? gate.threadMute : gate.threadOpen;
  return (low & SEND_MESSAGES) === 0 ? gate.mute : gate.open;
}

/** Whether it is certain that the member sees this private thread. A timeout may have taken MANAGE_THREADS away: then it isn't. */
const isInside = (
  guild: CompiledGuild,
  member: number,
  channel: number,
  high: number,
  limits: number,
): boolean =>
  guild.joined.get(channel)?.has(member) === true || (limits === 0 && (high & MANAGE_THREADS) !== 0);
