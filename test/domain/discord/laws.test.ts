/** What holds for every guild. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { CHANNEL_BITS, KNOWN, flags } from "../../../src/domain/discord/flags.ts";
import { type Answer, answerAt, ask, newRow, resolveRow } from "../../../src/domain/discord/permissions.ts";
import type { DiscordSnapshot, DiscordSnapshotFile } from "../../../src/domain/discord/snapshot.ts";
import { guilds, small } from "./arbitrary.ts";
import { parse, stub } from "./guild.ts";
import { truth } from "./reference.ts";

const SEED = 20261122;
const now = new Date("2026-11-22T12:00:00Z");
const check = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void, numRuns = 400) =>
  fc.assert(fc.property(arbitrary, law), { seed: SEED, numRuns });

type Raw = Record<string, unknown>;
const roleHides = fc.subarray(["200", "201", "202", "203", "204", "205"], { maxLength: 2 });
const channelHides = fc.subarray(["400", "401", "402", "403", "404"], { maxLength: 3 });
const all = guilds(small, { future: true });
/** The same guild twice: as it is, and as seen by somebody from whom some channels and some roles are hidden. */
const halfHidden = fc.tuple(all, channelHides, roleHides).map(([drawn, hidden, roles]) => {
  const isHidden = (one: Raw) => hidden.includes(one["id"] as string);
  const whole = {
    ...drawn,
    channels: drawn.channels.map((one) => (isHidden(one) ? withoutServerWide(one) : one)),
  };
  const seen = structuredClone(whole);
  seen.channels = seen.channels.map((one) => (isHidden(one) ? hide(one) : one));
  seen.guild["roles"] = (seen.guild["roles"] as Raw[]).filter(
    (role) => !roles.includes(role["id"] as string),
  );
  return { whole, seen };
});
const hide = (one: Raw): Raw => stub(one["id"] as string, { type: one["type"] });
/** Server-wide bits mean nothing in an overwrite; the resolver doesn't expect them in one that it can't see. */
const withoutServerWide = (one: Raw): Raw => ({
  ...one,
  permission_overwrites: (one["permission_overwrites"] as Raw[]).map((ow) => ({
    ...ow,
    allow: (BigInt(ow["allow"] as string) & (CHANNEL_BITS | ~KNOWN)).toString(),
    deny: (BigInt(ow["deny"] as string) & (CHANNEL_BITS | ~KNOWN)).toString(),
  })),
});

function everyPair(snapshot: DiscordSnapshot, visit: (member: string, channel: string | null) => void): void {
  for (const member of snapshot.members) {
    visit(member.id, null);
    for (const channel of snapshot.channels) visit(member.id, channel.id);
  }
}

it("in full view it says what the documentation says", () => {
  check(all, (input) => {
    const snapshot = parse(input);
    const guild = compileGuild(snapshot, now);
    for (const member of snapshot.members) {
      const limited = (member.flags & 0x480) !== 0 || (member.timeoutUntil ?? now) > now;
      const overall = truth(snapshot, member, null, now, true);
      const settled = (overall.effective & flags.ADMINISTRATOR) !== 0n;
      for (const channel of [null, ...snapshot.channels]) {
        const inside = truth(snapshot, member, channel, now, true);
        // Whoever isn't proven to be in a private thread may be outside, and a timeout may have taken MANAGE_THREADS away.
        const maybeOutside = channel?.type === 12 && !channel.joined.includes(member.id) && !settled;
        const outside = truth(snapshot, member, channel, now, !maybeOutside);
        const effective = maybeOutside && limited ? 0n : outside.effective;
        const unknown = inside.effective & ~effective;
        expect(ask(guild, member.id, channel?.id ?? null)).toEqual({
          raw: inside.raw & ~unknown,
          effective,
          unknown,
        });
      }
    }
  });
});

it("the fast form and the single question agree, whatever is hidden", () => {
  check(halfHidden, ({ seen }) => {
    const guild = compileGuild(parse(seen), now);
    const row = newRow(guild);
    guild.channelIds.forEach((channel, at) => {
      resolveRow(guild, at, row);
      guild.memberIds.forEach((member, index) =>
        expect(answerAt(row, index)).toEqual(ask(guild, member, channel)),
      );
    });
  });
});

it("yes, no and unknown never overlap, and effective is part of raw", () => {
  check(halfHidden, ({ seen }) => {
    const snapshot = parse(seen);
    const guild = compileGuild(snapshot, now);
    everyPair(snapshot, (member, channel) => {
      const { raw, effective, unknown } = ask(guild, member, channel);
      expect([raw & unknown, effective & unknown, effective & ~raw]).toEqual([0n, 0n, 0n]);
      expect((raw | unknown) & ~guild.universe).toBe(0n);
    });
  });
});

it("hiding channels and roles never turns a yes into a no, or a no into a yes", () => {
  check(halfHidden, ({ whole, seen }) => {
    const complete = parse(whole);
    const guild = compileGuild(parse(seen), now);
    for (const member of complete.members)
      for (const channel of [null, ...complete.channels])
        for (const inside of channel?.joined.includes(member.id) ? [true] : [true, false]) {
          const real = truth(complete, member, channel, now, inside);
          const answer = ask(guild, member.id, channel?.id ?? null);
          const sure = guild.universe & ~answer.unknown;
          expect(answer.effective).toBe(real.effective & sure);
          expect(answer.raw).toBe(real.raw & sure);
        }
  });
});

it("in a hidden channel exactly those bits are open that its overwrites could still turn", () => {
  check(fc.tuple(all, channelHides), ([whole, hidden]) => {
    const seen = {
      ...whole,
      channels: whole.channels.map((one) => (hidden.includes(one["id"] as string) ? hide(one) : one)),
    };
    const snapshot = parse(seen);
    const guild = compileGuild(snapshot, now);
    const open = CHANNEL_BITS | (guild.universe & ~KNOWN);
    for (const member of snapshot.members)
      for (const channel of snapshot.channels.filter((one) => one.hidden)) {
        const world = (allow: bigint, deny: bigint) => {
          const visible = {
            ...channel,
            hidden: false,
            overwrites: [{ id: member.id, kind: "member" as const, allow, deny }],
          };
          const channels = [...snapshot.channels.filter((one) => one !== channel), visible];
          return truth({ ...snapshot, channels }, member, visible, now, true);
        };
        const most = world(open, 0n);
        const least = world(0n, open);
        const unknown = (most.raw ^ least.raw) | (most.effective ^ least.effective);
        const expected: Answer = {
          raw: least.raw & ~unknown,
          effective: least.effective & ~unknown,
          unknown,
        };
        const settled =
          member.id === snapshot.guild.ownerId ||
          (ask(guild, member.id, null).raw & flags.ADMINISTRATOR) !== 0n;
        if (settled) expect(ask(guild, member.id, channel.id).unknown).toBe(0n);
        else expect(ask(guild, member.id, channel.id)).toEqual(expected);
      }
  });
});

const backwards = (input: DiscordSnapshotFile): DiscordSnapshotFile => {
  const copy = structuredClone(input);
  (copy.guild["roles"] as Raw[]).reverse();
  copy.members.reverse();
  copy.channels.reverse();
  for (const one of copy.channels) (one["permission_overwrites"] as Raw[] | undefined)?.reverse();
  for (const one of copy.members) (one["roles"] as string[]).reverse();
  return copy;
};

it("the order of roles, overwrites, members and channels in the file means nothing", () => {
  check(halfHidden, ({ seen }) => {
    const snapshot = parse(seen);
    const guild = compileGuild(snapshot, now);
    const turned = compileGuild(parse(backwards(seen)), now);
    everyPair(snapshot, (member, channel) =>
      expect(ask(turned, member, channel)).toEqual(ask(guild, member, channel)),
    );
  });
});
