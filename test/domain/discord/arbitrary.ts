/** Random Discord guilds as raw API JSON: everything in full view, so that a truth exists; tests then hide parts of it. */
import * as fc from "fast-check";
import { KNOWN, flags } from "../../../src/domain/discord/flags.ts";
import type { DiscordSnapshotFile } from "../../../src/domain/discord/snapshot.ts";
import { GUILD, OWNER, channel, file, member, overwrite, role, thread } from "./guild.ts";

const FUTURE = [1n << 47n, 1n << 54n, 1n << 63n, 1n << 70n];

/** Sparse: each documented bit in about a quarter of the masks. ADMINISTRATOR is put in by the caller, or it would drown the rest. */
const documented = fc
  .tuple(fc.nat(2 ** 27 - 1), fc.nat(2 ** 26 - 1), fc.nat(2 ** 27 - 1), fc.nat(2 ** 26 - 1))
  .map(([low, high, alsoLow, alsoHigh]) => (BigInt(high & alsoHigh) << 27n) | BigInt(low & alsoLow))
  .map((bits) => bits & KNOWN & ~flags.ADMINISTRATOR);

const oneIn = (n: number) => fc.nat(n - 1).map((drawn) => drawn === 0);

const permissions = fc
  .tuple(documented, oneIn(24), oneIn(2))
  .map(([mask, admin, sees]) => mask | (admin ? flags.ADMINISTRATOR : 0n) | (sees ? flags.VIEW_CHANNEL : 0n));

/** With `future`, one mask in twelve carries a bit that has no name yet. */
const maybeFuture = (mask: fc.Arbitrary<bigint>, future: boolean): fc.Arbitrary<bigint> =>
  future
    ? fc
        .tuple(mask, oneIn(12), fc.constantFrom(...FUTURE))
        .map(([bits, odd, bit]) => (odd ? bits | bit : bits))
    : mask;

const ids = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => String(from + at));

export interface Size {
  roles: number;
  channels: number;
  overwrites: number;
  members: number;
  threads: number;
}

export const small: Size = { roles: 6, channels: 5, overwrites: 5, members: 6, threads: 3 };

export function guilds(size: Size, { future }: { future: boolean }): fc.Arbitrary<DiscordSnapshotFile> {
  const mask = maybeFuture(permissions, future);
  const change = maybeFuture(
    fc.tuple(documented, oneIn(40)).map(([bits, admin]) => bits | (admin ? flags.ADMINISTRATOR : 0n)),
    future,
  );
  const roleIds = ids(200, size.roles);
  const memberIds = [...ids(300, size.members), OWNER];
  const channelIds = ids(400, size.channels);

  const roles = fc
    .array(mask, { minLength: size.roles, maxLength: size.roles })
    .map((masks) => masks.map((bits, at) => role(roleIds[at]!, bits)));
  const timeout = fc.constantFrom(
    null,
    null,
    null,
    "2026-11-22T11:00:00Z",
    "2026-11-22T12:00:00Z",
    "2026-11-22T13:00:00Z",
  );
  const members = fc.tuple(
    ...memberIds.map((id) =>
      fc
        .tuple(fc.subarray(roleIds), timeout, fc.constantFrom(0, 0, 0, 1, 1 << 7, 1 << 10))
        .map(([held, communication_disabled_until, memberFlags]) =>
          member(id, held, { communication_disabled_until, flags: memberFlags }),
        ),
    ),
  );
  const overwrites = fc
    .tuple(
      fc.shuffledSubarray([GUILD, ...roleIds, ...memberIds], { maxLength: size.overwrites }),
      fc.array(fc.tuple(change, change), { minLength: size.overwrites, maxLength: size.overwrites }),
    )
    .map(([targets, masks]) =>
      targets.map((id, at) => overwrite(id, memberIds.includes(id) ? "member" : "role", ...masks[at]!)),
    );
  const channels = fc.tuple(
    ...channelIds.map((id) =>
      fc
        .tuple(overwrites, fc.constantFrom(0, 0, 2, 4, 5, 13, 15, 16))
        .map(([own, type]) => channel(id, own, { type })),
    ),
  );
  const threads = fc.array(
    fc.tuple(
      fc.constantFrom(...channelIds),
      fc.constantFrom(10, 11, 12),
      fc.subarray(memberIds, { maxLength: 3 }),
    ),
    { maxLength: size.threads },
  );
  return fc
    .tuple(mask, roles, members, channels, threads)
    .map(([everyone, roles, members, channels, threads]) => {
      const mayHaveThreads = new Set(
        channels.filter((one) => [0, 5, 15, 16].includes(one["type"] as number)).map((one) => one["id"]),
      );
      const inThreads = threads
        .filter(([parent]) => mayHaveThreads.has(parent))
        .map(([parent, type, member_ids_preview], at) =>
          thread(String(600 + at), parent, { type, member_ids_preview }),
        );
      return file({ everyone, roles, members: [...members], channels: [...channels, ...inThreads] });
    });
}
