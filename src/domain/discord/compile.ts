/** Turns a parsed snapshot into flat arrays, once, so that every bot × channel question afterwards is a few array reads. */
import { CHANNEL_BITS, KNOWN, flags } from "./flags.ts";
import { keepTable, kind, limitsOf } from "./gates.ts";
import { type Lanes, lanesOf, newLanes, putMask, wordsFor } from "./lanes.ts";
import type { Row } from "./permissions.ts";
import type { Channel, DiscordSnapshot, Member, Overwrite } from "./snapshot.ts";
import { isPrivateThread, isThread, isVoice } from "./snapshot.ts";

/** What a member is before any channel. */
export const standing = { ordinary: 0, administrator: 1, maybeAdministrator: 2 } as const;

/** A snapshot made ready for questions. Rows follow the snapshot's order; masks are planes of 32-bit words (lanes.ts). */
export interface CompiledGuild {
  guildId: string;
  ownerId: string;
  /** All bits there are: the documented ones and every other bit that this guild's roles or overwrites show. */
  universe: bigint;
  words: number;
  memberIds: string[];
  channelIds: string[];
  memberAt: Map<string, number>;
  channelAt: Map<string, number>;
  /** One mask: the universe. */
  all: Lanes;
  /** One mask: what an overwrite that we can't see may grant or take away. */
  overwritable: Lanes;
  /** What the rules leave (gates.ts). */
  keep: Lanes;
  /** Guild-level mask of each member: @everyone and all its known roles. */
  base: Lanes;
  standing: Uint8Array;
  /** Members who are not ordinary. */
  special: Int32Array;
  /** 0 none, 1 quarantined, 2 timed out. */
  limits: Uint8Array;
  /** Members of each role: `holders[holderFrom[role] … holderFrom[role + 1] - 1]`. */
  holderFrom: Int32Array;
  holders: Int32Array;
  /** gates.ts. One more than there are channels: the last is the channel nobody has seen. */
  kind: Uint8Array;
  /** 1 where the overwrites that count are unknown. */
  unseen: Uint8Array;
  /** The channel whose overwrites count: itself or a thread's parent, or the first one that shares its list of overwrites. */
  source: Int32Array;
  everyoneAllow: Lanes;
  everyoneDeny: Lanes;
  roleOverwrites: OverwriteTable;
  memberOverwrites: OverwriteTable;
  /** Rows that were asked for already (permissions.ts). */
  rows: Map<number, Row>;
  /** Private threads, by channel row: members proven to be in them. */
  joined: Map<number, Set<number>>;
}

/** Overwrites of channel c are the rows `from[c] … from[c + 1] - 1`; `target` is a role or member row. */
export interface OverwriteTable {
  from: Int32Array;
  target: Int32Array;
  allow: Lanes;
  deny: Lanes;
}

/** `at` decides which timeouts are still running: one that ends exactly then is over. */
export function compileGuild(snapshot: DiscordSnapshot, at: Date): CompiledGuild {
  const { guild, channels, members } = snapshot;
  const universe = universeOf(snapshot);
  const words = wordsFor(universe);
  const permissions = new Map(guild.roles.map((role) => [role.id, role.permissions]));
  const memberAt = new Map(members.map((member, row) => [member.id, row]));
  const channelAt = new Map(channels.map((channel, row) => [channel.id, row]));
  const bases = members.map((member) => baseOf(member, permissions, guild.id));
  const { roleAt, holderFrom, holders } = holdersOf(members);
  const source = sourcesOf(channels, channelAt);

  const standings = Uint8Array.from(members, (member, row) => {
    if (member.id === guild.ownerId || ((bases[row] ?? 0n) & flags.ADMINISTRATOR) !== 0n)
      return standing.administrator;
    return member.roles.every((role) => permissions.has(role))
      ? standing.ordinary
      : standing.maybeAdministrator;
  });

  return {
    guildId: guild.id,
    ownerId: guild.ownerId,
    universe,
    words,
    memberIds: members.map((member) => member.id),
    channelIds: channels.map((channel) => channel.id),
    memberAt,
    channelAt,
    all: lanesOf([universe], words),
    overwritable: lanesOf([CHANNEL_BITS | (universe & ~KNOWN)], words),
    keep: keepTable(universe, words),
    base: lanesOf(bases, words),
    standing: standings,
    special: Int32Array.from(members.keys()).filter((row) => standings[row] !== standing.ordinary),
    limits: Uint8Array.from(members, (member) => limitsOf(member, at)),
    holderFrom,
    holders,
    kind: Uint8Array.from([...channels.map(kindOf), kind.text]),
    unseen: Uint8Array.from([
      ...channels.map((channel) => Number(isUnseen(channel, channels, channelAt))),
      1,
    ]),
    source,
    rows: new Map(),
    ...overwriteTables(channels, source, guild.id, roleAt, memberAt, words),
    joined: new Map(
      channels.flatMap((channel, row) =>
        channel.joined.length > 0
          ? [[row, new Set(channel.joined.flatMap((id) => memberAt.get(id) ?? []))] as const]
          : [],
      ),
    ),
  };
}

function universeOf({ guild, channels }: DiscordSnapshot): bigint {
  let seen = KNOWN;
  for (const role of guild.roles) seen |= role.permissions;
  for (const overwrites of new Set(channels.map((channel) => channel.overwrites)))
    for (const overwrite of overwrites ?? []) seen |= overwrite.allow | overwrite.deny;
  return seen;
}

function baseOf(member: Member, permissions: Map<string, bigint>, everyone: string): bigint {
  let base = permissions.get(everyone) ?? 0n;
  for (const role of member.roles) base |= permissions.get(role) ?? 0n;
  return base;
}

/** Roles are numbered as members hold them. */
function holdersOf(members: Member[]) {
  const lists = new Map<string, number[]>();
  members.forEach((member, row) => {
    for (const role of member.roles) {
      const list = lists.get(role);
      if (list) list.push(row);
      else lists.set(role, [row]);
    }
  });
  const all = [...lists.values()];
  return {
    roleAt: new Map([...lists.keys()].map((role, row) => [role, row])),
    holderFrom: startsOf(all.map((list) => list.length)),
    holders: Int32Array.from(all.flat()),
  };
}

const sourceOf = (channel: Channel, channelAt: Map<string, number>): number | undefined =>
  isThread(channel.type) && channel.parentId !== null ? channelAt.get(channel.parentId) : undefined;

/** Lists are told apart as objects: `snapshot.ts` says how equal ones become one. */
function sourcesOf(channels: Channel[], channelAt: Map<string, number>): Int32Array {
  const first = new Map<Overwrite[], number>();
  channels.forEach(({ type, overwrites }, row) => {
    if (overwrites !== null && !isThread(type) && !first.has(overwrites)) first.set(overwrites, row);
  });
  return Int32Array.from(channels, (channel, row) => {
    const own = sourceOf(channel, channelAt) ?? row;
    const { overwrites } = channels[own]!;
    return (overwrites && first.get(overwrites)) ?? own;
  });
}

function kindOf({ type }: Channel): number {
  if (isPrivateThread(type)) return kind.privateThread;
  if (isThread(type)) return kind.thread;
  return isVoice(type) ? kind.voice : kind.text;
}

function isUnseen(channel: Channel, channels: Channel[], channelAt: Map<string, number>): boolean {
  if (!isThread(channel.type)) return channel.overwrites === null;
  const parent = channels[sourceOf(channel, channelAt) ?? -1];
  return channel.hidden || !parent || parent.overwrites === null || isThread(parent.type);
}

function overwriteTables(
  channels: Channel[],
  source: Int32Array,
  guildId: string,
  roleAt: Map<string, number>,
  memberAt: Map<string, number>,
  words: number,
) {
  const everyoneAllow = newLanes(channels.length, words);
  const everyoneDeny = newLanes(channels.length, words);
  const ofRoles = newRows(channels.length);
  const ofMembers = newRows(channels.length);
  for (let row = 0; row < channels.length; row++) {
    for (const overwrite of source[row] === row ? (channels[row]!.overwrites ?? []) : []) {
      if (overwrite.kind === "member") addRow(ofMembers, memberAt.get(overwrite.id), overwrite);
      else if (overwrite.id !== guildId) addRow(ofRoles, roleAt.get(overwrite.id), overwrite);
      else {
        putMask(everyoneAllow, row, overwrite.allow);
        putMask(everyoneDeny, row, overwrite.deny);
      }
    }
    ofRoles.from[row + 1] = ofRoles.target.length;
    ofMembers.from[row + 1] = ofMembers.target.length;
  }
  return {
    everyoneAllow,
    everyoneDeny,
    roleOverwrites: toTable(ofRoles, words),
    memberOverwrites: toTable(ofMembers, words),
  };
}

interface Rows {
  from: Int32Array;
  target: number[];
  allow: bigint[];
  deny: bigint[];
}

const newRows = (channels: number): Rows => ({
  from: new Int32Array(channels + 1),
  target: [],
  allow: [],
  deny: [],
});

/** Overwrites of somebody nobody here is, or of a role nobody here holds, can't matter to any answer. */
function addRow(rows: Rows, target: number | undefined, { allow, deny }: Overwrite): void {
  if (target === undefined) return;
  rows.target.push(target);
  rows.allow.push(allow);
  rows.deny.push(deny);
}

const toTable = ({ from, target, allow, deny }: Rows, words: number): OverwriteTable => ({
  from,
  target: Int32Array.from(target),
  allow: lanesOf(allow, words),
  deny: lanesOf(deny, words),
});

/** Running totals with the end appended: list i is `starts[i] … starts[i + 1] - 1`. */
function startsOf(lengths: number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, at) => (starts[at + 1] = (starts[at] ?? 0) + length));
  return starts;
}
