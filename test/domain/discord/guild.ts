/** Small Discord guilds as raw API JSON, in few words, for table tests. */
import { type CompiledGuild, compileGuild } from "../../../src/domain/discord/compile.ts";
import {
  type DiscordSnapshot,
  type DiscordSnapshotFile,
  readDiscordSnapshot,
} from "../../../src/domain/discord/snapshot.ts";

export const GUILD = "100";
export const OWNER = "101";
export const TAKEN_AT = "2026-11-22T12:00:00Z";

type Raw = Record<string, unknown>;

export const role = (id: string, permissions: bigint, rest: Raw = {}): Raw => ({
  id,
  name: `role ${id}`,
  position: Number(id) - 199,
  permissions: permissions.toString(),
  managed: false,
  ...rest,
});

export const overwrite = (id: string, kind: "role" | "member", allow: bigint, deny: bigint): Raw => ({
  id,
  type: kind === "role" ? 0 : 1,
  allow: allow.toString(),
  deny: deny.toString(),
});

export const channel = (id: string, overwrites: Raw[] = [], rest: Raw = {}): Raw => ({
  id,
  type: 0,
  name: `channel-${id}`,
  position: 0,
  flags: 0,
  parent_id: null,
  permission_overwrites: overwrites,
  ...rest,
});

/** What the gateway sends instead of a channel the viewer can't see: made-up name, made-up overwrites, flag 1<<17. */
export const stub = (id: string, rest: Raw = {}): Raw =>
  channel(id, [overwrite(GUILD, "role", 0n, 1n << 10n)], { name: "___hidden___", flags: 1 << 17, ...rest });

export const thread = (id: string, parent: string, rest: Raw = {}): Raw => ({
  id,
  type: 11,
  name: `thread-${id}`,
  parent_id: parent,
  flags: 0,
  owner_id: OWNER,
  ...rest,
});

export const member = (id: string, roles: string[] = [], rest: Raw = {}): Raw => ({
  user: { id, username: `user${id}`, bot: true, discriminator: "0000" },
  roles,
  flags: 0,
  joined_at: "2026-01-01T00:00:00.000000+00:00",
  ...rest,
});

export function file(
  parts: { everyone?: bigint; roles?: Raw[]; channels?: Raw[]; members?: Raw[]; guild?: Raw } = {},
): DiscordSnapshotFile {
  return {
    platform: "discord",
    takenAt: TAKEN_AT,
    viewer: "300",
    guild: {
      id: GUILD,
      name: "Small",
      owner_id: OWNER,
      mfa_level: 0,
      roles: [role(GUILD, parts.everyone ?? 0n, { name: "@everyone", position: 0 }), ...(parts.roles ?? [])],
      ...parts.guild,
    },
    channels: parts.channels ?? [],
    members: parts.members ?? [],
  };
}

export function parse(input: unknown): DiscordSnapshot {
  const read = readDiscordSnapshot(input);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.snapshot;
}

export const compiled = (input: unknown, at = new Date(TAKEN_AT)): CompiledGuild =>
  compileGuild(parse(input), at);
