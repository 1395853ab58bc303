/** Channels that take over their category's permissions share one list of them, as an object. That saves work and changes nothing. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { escalations } from "../../../src/domain/discord/escalation.ts";
import { layOut } from "../../../src/domain/discord/field.ts";
import { answerAt, ask, rowOf } from "../../../src/domain/discord/permissions.ts";
import { type DiscordSnapshot, isThread, sharedOverwrites } from "../../../src/domain/discord/snapshot.ts";
import { guilds, small } from "./arbitrary.ts";
import { parse } from "./guild.ts";
import { servers, stakes } from "./servers.ts";

/** Each channel twice, the second like the first: once with lists of their own, once with one for both. */
function twice(snapshot: DiscordSnapshot): { apart: DiscordSnapshot; shared: DiscordSnapshot } {
  const again = snapshot.channels
    .filter(({ type }) => !isThread(type))
    .map((channel) => ({
      ...channel,
      id: `9${channel.id}`,
      overwrites: channel.overwrites?.map((overwrite) => ({ ...overwrite })) ?? null,
    }));
  const apart = { ...snapshot, channels: [...snapshot.channels, ...again] };
  return { apart, shared: { ...apart, channels: sharedOverwrites(apart.channels) } };
}

it("every answer in every channel stays what it was", () => {
  let lists = 0;
  fc.assert(
    fc.property(guilds(small, { future: true }), (file) => {
      const { apart, shared } = twice(parse(file));
      const [one, other] = [apart, shared].map((snapshot) => compileGuild(snapshot, snapshot.takenAt));
      for (const [at, { id }] of apart.channels.entries())
        for (const [row, member] of one!.memberIds.entries()) {
          const answer = ask(one!, member, id);
          expect(ask(other!, member, id)).toEqual(answer);
          if (member !== one!.ownerId) expect(answerAt(rowOf(other!, at), row)).toEqual(answer);
        }
      const known = new Set(shared.channels.map(({ overwrites }) => overwrites));
      lists += apart.channels.length - known.size;
    }),
    { seed: 8, numRuns: 150 },
  );
  expect(lists).toBeGreaterThan(300);
});

it("what bots could become stays what it was, but for the names of channels that are alike", () => {
  let found = 0;
  fc.assert(
    fc.property(servers(3), (snapshot) => {
      const { apart, shared } = twice(snapshot);
      const [one, other] = [apart, shared].map((given) =>
        escalations(layOut(given), stakes).map(({ sink, bot, with: helper }) => `${sink} ${bot} ${helper}`),
      );
      expect(other).toEqual(one);
      found += one!.length;
    }),
    { seed: 9, numRuns: 300 },
  );
  expect(found).toBeGreaterThan(100);
});

it("lists that differ in one bit, in a kind or in order stay apart", () => {
  const overwrite = { id: "1", kind: "role" as const, allow: 1n, deny: 0n };
  const [second, member] = [
    { ...overwrite, allow: 3n },
    { ...overwrite, kind: "member" as const },
  ];
  const channel = { id: "", name: "", type: 0, parentId: null, position: 0, hidden: false, joined: [] };
  const lists = [
    [overwrite],
    [{ ...overwrite }],
    [second],
    [member],
    [overwrite, { ...second, id: "2" }],
    [],
  ];
  const made = sharedOverwrites(lists.map((overwrites, at) => ({ ...channel, id: `${at}`, overwrites })));
  expect(new Set(made.map(({ overwrites }) => overwrites)).size).toBe(5);
  expect(made[1]!.overwrites).toBe(made[0]!.overwrites);
});
