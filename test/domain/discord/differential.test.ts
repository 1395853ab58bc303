/**
 * Against discord.js `permissionsFor`, on real discord.js structures, wherever that is right; and, one test each, where it is not.
 * Should discord.js change its mind about one of those, its test fails and the line leaves the list.
 */
import { PermissionsBitField } from "discord.js";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { CHANNEL_BITS, KNOWN, flags, namesOf } from "../../../src/domain/discord/flags.ts";
import { type Answer, ask } from "../../../src/domain/discord/permissions.ts";
import type { DiscordSnapshotFile } from "../../../src/domain/discord/snapshot.ts";
import { guilds, small } from "./arbitrary.ts";
import { BASE } from "./case.ts";
import {
  GUILD,
  OWNER,
  TAKEN_AT,
  channel,
  compiled,
  file,
  member,
  overwrite,
  parse,
  role,
  stub,
  thread,
} from "./guild.ts";
import { discordJs } from "./oracle.ts";

const oracles = discordJs();
afterAll(() => oracles.close());

describe("agrees with discord.js on the raw mask", () => {
  it("means the same by 'all permissions'", () => expect(PermissionsBitField.All).toBe(KNOWN));

  it.each([
    { what: "documented bits", future: false, seed: 20261122, runs: 4000 },
    { what: "and bits without a name", future: true, seed: 54, runs: 1500 },
  ])("on random guilds: $what", { timeout: 120_000 }, ({ future, seed, runs }) => {
    let triples = 0;
    const agrees = fc.property(guilds(small, { future }), (input) => {
      const snapshot = parse(input);
      const guild = compileGuild(snapshot, new Date(TAKEN_AT));
      const theirs = oracles.open(input);
      for (const one of snapshot.members) {
        const who = theirs.member(one.id);
        const all = ask(guild, one.id, null).effective === guild.universe;
        for (const where of snapshot.channels) {
          const mask = theirs.channel(where.id).permissionsFor(who)?.bitfield ?? -1n;
          const ours = ask(guild, one.id, where.id);
          if (where.type !== 12) expect(ours.unknown).toBe(0n);
          // Whoever has everything has the bits without a name, too; and what is open in a private thread has left raw: see the list.
          const expected = (all ? mask | guild.universe : mask) & ~ours.unknown;
          if (ours.raw !== expected)
            expect({ who: one.id, where: where.id, raw: namesOf(ours.raw) }).toEqual({
              who: one.id,
              where: where.id,
              raw: namesOf(expected),
            });
          triples++;
        }
      }
    });
    fc.assert(agrees, { seed, numRuns: runs });
    expect(triples).toBeGreaterThan(future ? 50_000 : 150_000);
  });
});

/** Both answers for bot 300 (roles as given) in channel 400, or wherever `where` says. */
function both(input: DiscordSnapshotFile, where = "400", who = "300") {
  const theirs = oracles.open(input);
  return {
    ours: ask(compiled(input), who, where),
    theirs: theirs.channel(where).permissionsFor(theirs.member(who))?.bitfield ?? null,
  };
}

const certain = (mask: bigint): Answer => ({ raw: mask, effective: mask, unknown: 0n });

/** Where discord.js is not right, and what is. */
const notRight: { what: string; shows: () => void }[] = [
  {
    what: "1. a timeout leaves only seeing and reading",
    shows: () => {
      const who = member("300", [], { communication_disabled_until: "2999-01-01T00:00:00Z" });
      const { ours, theirs } = both(file({ everyone: BASE, channels: [channel("400")], members: [who] }));
      expect(theirs).toBe(BASE);
      expect(ours.effective).toBe(flags.VIEW_CHANNEL | flags.READ_MESSAGE_HISTORY);
    },
  },
  {
    what: "2. so does AutoMod quarantine",
    shows: () => {
      const who = member("300", [], { flags: 1 << 7 });
      const { ours, theirs } = both(file({ everyone: BASE, channels: [channel("400")], members: [who] }));
      expect(theirs).toBe(BASE);
      expect(ours.effective).toBe(flags.VIEW_CHANNEL | flags.READ_MESSAGE_HISTORY);
    },
  },
  {
    what: "3. without VIEW_CHANNEL there is nothing",
    shows: () => {
      const everyone = flags.SEND_MESSAGES | flags.MANAGE_MESSAGES;
      const { ours, theirs } = both(file({ everyone, channels: [channel("400")], members: [member("300")] }));
      expect(theirs).toBe(everyone);
      expect(ours.effective).toBe(0n);
    },
  },
  {
    what: "4. without SEND_MESSAGES there is no mass mention, text-to-speech, attachment or embed",
    shows: () => {
      const everyone = flags.VIEW_CHANNEL | flags.MENTION_EVERYONE | flags.EMBED_LINKS;
      const { ours, theirs } = both(file({ everyone, channels: [channel("400")], members: [member("300")] }));
      expect(theirs).toBe(everyone);
      expect(ours.effective).toBe(flags.VIEW_CHANNEL);
    },
  },
  {
    what: "5. without CONNECT a voice channel can only be seen",
    shows: () => {
      const everyone = flags.VIEW_CHANNEL | flags.MANAGE_CHANNELS;
      const channels = [channel("400", [], { type: 2 })];
      const { ours, theirs } = both(file({ everyone, channels, members: [member("300")] }));
      expect(theirs).toBe(everyone);
      expect(ours.effective).toBe(flags.VIEW_CHANNEL);
    },
  },
  {
    what: "6. threads don't inherit SEND_MESSAGES",
    shows: () => {
      const channels = [channel("400"), thread("600", "400")];
      const { ours, theirs } = both(file({ everyone: BASE, channels, members: [member("300")] }), "600");
      expect(theirs).toBe(BASE);
      expect(ours.effective).toBe(flags.VIEW_CHANNEL | flags.READ_MESSAGE_HISTORY);
    },
  },
  {
    what: "7. a private thread is for those in it: unknown for everybody else",
    shows: () => {
      const channels = [channel("400"), thread("600", "400", { type: 12 })];
      const { ours, theirs } = both(file({ everyone: BASE, channels, members: [member("300")] }), "600");
      expect(theirs).toBe(BASE);
      expect(ours.effective).toBe(0n);
      expect(ours.unknown).toBe(flags.VIEW_CHANNEL | flags.READ_MESSAGE_HISTORY);
    },
  },
  {
    what: "8. a hidden channel's overwrites are made up: discord.js is sure that nobody can see it",
    shows: () => {
      const { ours, theirs } = both(
        file({ everyone: BASE, channels: [stub("400")], members: [member("300")] }),
      );
      expect(theirs).toBe(BASE & ~flags.VIEW_CHANNEL);
      expect(ours).toEqual({ raw: 0n, effective: 0n, unknown: CHANNEL_BITS });
    },
  },
  {
    what: "9. owner and administrator have the bits that have no name yet, too",
    shows: () => {
      const future = 1n << 60n;
      const input = file({
        everyone: flags.ADMINISTRATOR | future,
        channels: [channel("400")],
        members: [member("300"), member(OWNER)],
      });
      for (const who of ["300", OWNER]) {
        const { ours, theirs } = both(input, "400", who);
        expect(theirs).toBe(KNOWN);
        expect(ours).toEqual(certain(KNOWN | future));
      }
    },
  },
  {
    what: "10. at guild level an administrator has everything, not just the bits of the roles",
    shows: () => {
      const input = file({ everyone: flags.ADMINISTRATOR, members: [member("300")] });
      expect(oracles.open(input).member("300").permissions.bitfield).toBe(flags.ADMINISTRATOR);
      expect(ask(compiled(input), "300", null)).toEqual(certain(KNOWN));
    },
  },
  {
    what: "11. a role that is not in the guild may grant anything, rather than nothing",
    shows: () => {
      const members = [member("300", ["999"])];
      const { ours, theirs } = both(file({ everyone: BASE, channels: [channel("400")], members }));
      expect(theirs).toBe(BASE);
      expect(ours).toEqual({ raw: BASE, effective: BASE, unknown: KNOWN & ~BASE });
    },
  },
  {
    what: "12. a thread without its channel is unknown, an administrator's rights in it are not",
    shows: () => {
      const input = file({
        everyone: BASE,
        roles: [role("200", flags.ADMINISTRATOR)],
        channels: [thread("600", "999")],
        members: [member("300"), member("301", ["200"])],
      });
      expect(both(input, "600").theirs).toBeNull();
      expect(both(input, "600").ours.unknown).toBe(CHANNEL_BITS);
      expect(both(input, "600", "301")).toEqual({ theirs: null, ours: certain(KNOWN) });
    },
  },
  {
    what: "13. an overwrite speaks about a role or about a member, as its type says",
    shows: () => {
      const channels = [channel("400", [overwrite("200", "member", flags.EMBED_LINKS, 0n)])];
      const members = [member("300", ["200"])];
      const { ours, theirs } = both(file({ everyone: BASE, roles: [role("200", 0n)], channels, members }));
      expect(theirs).toBe(BASE | flags.EMBED_LINKS);
      expect(ours).toEqual(certain(BASE));
    },
  },
  {
    what: "14. ADMINISTRATOR in an overwrite makes nobody an administrator",
    shows: () => {
      const input = file({
        everyone: BASE,
        channels: [channel("400", [overwrite(GUILD, "role", flags.ADMINISTRATOR, 0n)])],
        members: [member("300")],
      });
      const theirs = oracles.open(input);
      const mask = theirs.channel("400").permissionsFor(theirs.member("300"));
      expect(mask?.has("BanMembers"), "has() takes the overwrite's bit for an administrator's").toBe(true);
      expect(ask(compiled(input), "300", "400").effective & flags.BAN_MEMBERS).toBe(0n);
    },
  },
  {
    what: "15. bits without a name are listed, not dropped",
    shows: () => {
      const mask = flags.VIEW_CHANNEL | flags.MANAGE_OFFICIAL_MESSAGES | (1n << 60n);
      expect(new PermissionsBitField(mask).toArray()).toEqual(["ViewChannel"]);
      expect(namesOf(mask)).toEqual(["VIEW_CHANNEL", "MANAGE_OFFICIAL_MESSAGES", "BIT_60"]);
    },
  },
];

describe("differs from discord.js where that is not right", () => {
  it.each(notRight)("$what", ({ shows }) => shows());
});
