/**
 * The sandbox's rights and the service's resolver are written apart from each other, from the same facts. On random servers,
 * read over the wire, they must agree on every bit that the service claims to know.
 */
import { expect, test } from "vitest";
import { Routes } from "@discordjs/core";
import * as fc from "fast-check";
import { compileGuild } from "../../src/domain/discord/compile.ts";
import { maskOf, namesOf } from "../../src/domain/discord/flags.ts";
import { ask } from "../../src/domain/discord/permissions.ts";
import { readDiscordSnapshot } from "../../src/domain/discord/snapshot.ts";
import { everyPermission } from "../../src/sandbox/discord/flags.ts";
import { startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import type { DiscordWorld } from "../../src/sandbox/discord/world.ts";
import { restFor } from "../support/discord-sdk.ts";

const GUILD = "1000";
const OWNER = "2000";
const BOT = "2999";
const now = Date.parse("2026-11-22T12:00:00Z");
const numbered = (from: number, count: number) => Array.from({ length: count }, (_, at) => String(from + at));
const roleIds = numbered(3000, 8);
const memberIds = numbered(2001, 10);
const channelIds = numbered(4000, 12);

const ADMINISTRATOR = 8n;
/** Rare as in life: a server of administrators would test little. */
const mask = fc
  .tuple(fc.bigInt({ min: 0n, max: everyPermission }), fc.nat(9))
  .map(([bits, luck]) => (luck === 0 ? bits : bits & ~ADMINISTRATOR) & everyPermission)
  .map(String);
const overwrite = fc.record({
  id: fc.constantFrom(GUILD, ...roleIds, ...memberIds),
  allow: mask,
  deny: mask,
});

const world: fc.Arbitrary<DiscordWorld> = fc
  .record({
    roles: fc.array(mask, { minLength: 9, maxLength: 9 }),
    held: fc.array(fc.uniqueArray(fc.constantFrom(...roleIds), { maxLength: 4 }), {
      minLength: 10,
      maxLength: 10,
    }),
    timedOut: fc.array(fc.integer({ min: -60, max: 240 }), { minLength: 10, maxLength: 10 }),
    types: fc.array(fc.constantFrom(0, 0, 2, 4, 5, 13, 15), { minLength: 12, maxLength: 12 }),
    overwrites: fc.array(fc.uniqueArray(overwrite, { maxLength: 6, selector: ({ id }) => id }), {
      minLength: 12,
      maxLength: 12,
    }),
  })
  .map(({ roles, held, timedOut, types, overwrites }) => ({
    users: [OWNER, ...memberIds].map((id) => ({ id, username: `user${id}` })),
    bots: [{ id: BOT, username: "reader", token: "reader", privilegedIntents: ["GUILD_MEMBERS"] }],
    guilds: [
      {
        id: GUILD,
        name: "Random",
        ownerId: OWNER,
        roles: [
          ...[GUILD, ...roleIds].map((id, at) => ({
            id,
            name: id,
            permissions: roles[at] ?? "0",
            position: at,
          })),
          { id: "3999", name: "reader", permissions: "8", position: 99, botId: BOT },
        ],
        channels: channelIds.map((id, at) => ({
          id,
          name: id,
          type: types[at] ?? 0,
          overwrites: (overwrites[at] ?? []).map((each) => ({
            ...each,
            type: memberIds.includes(each.id) ? ("member" as const) : ("role" as const),
          })),
        })),
        members: [
          { userId: OWNER },
          { userId: BOT, roles: ["3999"] },
          ...memberIds.map((userId, at) => ({
            userId,
            roles: held[at] ?? [],
            ...((timedOut[at] ?? 0) > 200 ? { timeoutUntil: new Date(now + 60_000).toISOString() } : {}),
          })),
        ],
      },
    ],
  }));

test("two resolvers, one answer", { timeout: 60_000 }, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      const sandbox = await startDiscordSandbox({ world: given, now: () => now });
      try {
        const snapshot = await look(restFor(sandbox, "reader"));
        const guild = compileGuild(snapshot, new Date(now));
        for (const user of [OWNER, BOT, ...memberIds])
          for (const channel of [null, ...snapshot.channels.map((each) => each.id)]) {
            const theirs = ask(guild, user, channel);
            const ours = maskOf(sandbox.control.as(user).rights(GUILD, channel ?? undefined));
            const differing = (ours ^ theirs.effective) & ~theirs.unknown & everyPermission;
            compared += 1;
            expect({ user, channel, differing: namesOf(differing) }).toEqual({
              user,
              channel,
              differing: [],
            });
          }
      } finally {
        await sandbox.close();
      }
    }),
    { numRuns: 40, seed: 20261122 },
  );
  expect(compared).toBeGreaterThan(40 * 12 * 13);
});

/** The server as an administrator's bot reads it: roles, channels, threads (two made on the way) and members. */
async function look(rest: ReturnType<typeof restFor>) {
  const channels = (await rest.get(Routes.guildChannels(GUILD))) as { id: string; type: number }[];
  const parent = channels.find((each) => each.type === 0);
  for (const type of parent ? [11, 12] : [])
    await rest.post(Routes.threads(parent?.id ?? ""), { body: { name: "thread", type } });
  const { threads } = (await rest.get(Routes.guildActiveThreads(GUILD))) as { threads: object[] };
  const read = readDiscordSnapshot({
    platform: "discord",
    takenAt: new Date(now).toISOString(),
    viewer: BOT,
    guild: await rest.get(Routes.guild(GUILD)),
    channels: [...channels, ...threads],
    members: await rest.get(Routes.guildMembers(GUILD), { query: new URLSearchParams({ limit: "1000" }) }),
  });
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.snapshot;
}
