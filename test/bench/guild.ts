/** A large server as raw API JSON: realistic ids, names and permission mixes, the same every time. */
import { flags } from "../../src/domain/discord/flags.ts";
import type { DiscordSnapshotFile } from "../../src/domain/discord/snapshot.ts";

export interface GuildSize {
  roles: number;
  channels: number;
  overwrites: number;
  bots: number;
  rolesPerBot: number;
}

/** A 32-bit generator (mulberry32): benchmarks must not differ from run to run. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Every mask is drawn bit by bit, so that no two overwrites are alike: real servers repeat themselves far more. */
export function largeGuild(size: GuildSize, seed = 1): DiscordSnapshotFile {
  const random = randomFrom(seed);
  const all = Object.values(flags).filter(
    (mask) => mask !== flags.ADMINISTRATOR && mask !== flags.MANAGE_OFFICIAL_MESSAGES,
  );
  const mask = (oneIn: number) =>
    all.reduce((sum, bit) => (random(oneIn) === 0 ? sum | bit : sum), 0n).toString();
  const pick = <T>(list: T[], count: number): T[] => {
    const chosen = new Set<T>();
    while (chosen.size < Math.min(count, list.length)) chosen.add(list[random(list.length)]!);
    return [...chosen];
  };
  let next = 1180000000000000000n;
  const id = () => (next += BigInt(1 + random(1_000_000))).toString();

  const guildId = id();
  const roles = Array.from({ length: size.roles }, (_, position) => ({
    id: position === 0 ? guildId : id(),
    name: position === 0 ? "@everyone" : `Role ${position}`,
    position,
    permissions: mask(position === 0 ? 3 : 6),
    color: random(2 ** 24),
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  }));
  const roleIds = roles.slice(1).map((role) => role.id);
  const members = Array.from({ length: size.bots }, (_, at) => ({
    user: { id: id(), username: `bot-${at}`, discriminator: "0000", avatar: null, bot: true },
    nick: null,
    roles: pick(roleIds, size.rolesPerBot),
    joined_at: "2026-01-01T00:00:00.000000+00:00",
    flags: 0,
    communication_disabled_until: null,
  }));
  const channels = Array.from({ length: size.channels }, (_, position) => ({
    id: id(),
    type: [0, 0, 0, 0, 2, 4, 5, 13, 15][random(9)]!,
    name: `channel-${position}`,
    position,
    parent_id: null,
    flags: 0,
    topic: null,
    nsfw: false,
    permission_overwrites: [
      { id: guildId, type: 0, allow: mask(12), deny: mask(12) },
      ...pick(roleIds, size.overwrites - 3).map((role) => ({
        id: role,
        type: 0,
        allow: mask(8),
        deny: mask(8),
      })),
      ...pick(members, 2).map((member) => ({ id: member.user.id, type: 1, allow: mask(8), deny: mask(8) })),
    ],
  }));
  return {
    platform: "discord",
    takenAt: "2026-11-22T12:00:00Z",
    viewer: members[0]!.user.id,
    guild: { id: guildId, name: "Large", owner_id: id(), mfa_level: 1, roles },
    channels,
    members,
  };
}
