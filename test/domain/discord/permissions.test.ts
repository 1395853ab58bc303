import { describe, expect, it } from "vitest";
import { KNOWN, flags, maskOf, namesOf } from "../../../src/domain/discord/flags.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import { GUILD, OWNER, channel, compiled, file, member, overwrite, role, thread } from "./guild.ts";

const bits = (names: string): bigint => maskOf(names.split(" ").filter(Boolean));
const BASE = bits("VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY");
const ALL = namesOf(KNOWN).join(" ");

/** Everything about one member in one channel; what is expected is written as names. */
interface Case {
  rule: string;
  everyone?: bigint;
  roles?: ReturnType<typeof role>[];
  channels?: ReturnType<typeof channel>[];
  who?: ReturnType<typeof member>;
  ask?: string | null;
  as?: string;
  at?: string;
  raw: string;
  effective?: string;
}

const inChannel = (...overwrites: ReturnType<typeof overwrite>[]) => [channel("400", overwrites)];
const names = (mask: bigint): string => namesOf(mask).join(" ");

function check(one: Case): void {
  const guild = compiled(
    file({
      everyone: one.everyone ?? BASE,
      roles: one.roles ?? [],
      channels: one.channels ?? inChannel(),
      members: [one.who ?? member("300", ["200", "201"])],
    }),
    new Date(one.at ?? "2026-11-22T12:00:00Z"),
  );
  const answer = ask(guild, one.as ?? "300", one.ask === undefined ? "400" : one.ask);
  expect({
    raw: names(answer.raw),
    effective: names(answer.effective),
    unknown: names(answer.unknown),
  }).toEqual({
    raw: one.raw,
    effective: one.effective ?? one.raw,
    unknown: "",
  });
}

describe("the arithmetic", () => {
  const cases: Case[] = [
    { rule: "no roles: @everyone's permissions", who: member("300"), raw: names(BASE) },
    {
      rule: "roles add up",
      roles: [role("200", flags.EMBED_LINKS), role("201", flags.ATTACH_FILES)],
      raw: "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS ATTACH_FILES READ_MESSAGE_HISTORY",
    },
    {
      rule: "guild level: overwrites don't count",
      roles: [role("200", flags.BAN_MEMBERS), role("201", 0n)],
      channels: inChannel(overwrite("200", "role", 0n, flags.BAN_MEMBERS)),
      ask: null,
      raw: "BAN_MEMBERS VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY",
    },
    { rule: "the owner has everything", as: OWNER, who: member(OWNER), everyone: 0n, raw: ALL },
    {
      rule: "the owner has everything, also when the file doesn't list it as a member",
      as: OWNER,
      channels: inChannel(overwrite(OWNER, "member", 0n, flags.VIEW_CHANNEL)),
      roles: [role("200", 0n), role("201", 0n)],
      raw: ALL,
    },
    {
      rule: "ADMINISTRATOR through any role ignores every overwrite",
      roles: [role("200", 0n), role("201", flags.ADMINISTRATOR)],
      channels: inChannel(
        overwrite(GUILD, "role", 0n, KNOWN),
        overwrite("201", "role", 0n, KNOWN),
        overwrite("300", "member", 0n, KNOWN),
      ),
      raw: ALL,
    },
    { rule: "ADMINISTRATOR through @everyone", everyone: flags.ADMINISTRATOR, who: member("300"), raw: ALL },
    {
      rule: "ADMINISTRATOR at guild level",
      roles: [role("200", flags.ADMINISTRATOR), role("201", 0n)],
      ask: null,
      raw: ALL,
    },
    {
      rule: "ADMINISTRATOR in an overwrite makes nobody an administrator",
      who: member("300"),
      channels: inChannel(overwrite("300", "member", flags.ADMINISTRATOR, flags.READ_MESSAGE_HISTORY)),
      raw: "ADMINISTRATOR VIEW_CHANNEL SEND_MESSAGES",
    },
    {
      rule: "@everyone's overwrite: denial, then allowance, so its own allowance wins",
      who: member("300"),
      channels: inChannel(
        overwrite(GUILD, "role", flags.EMBED_LINKS, flags.SEND_MESSAGES | flags.EMBED_LINKS),
      ),
      raw: "VIEW_CHANNEL EMBED_LINKS READ_MESSAGE_HISTORY",
      effective: "VIEW_CHANNEL READ_MESSAGE_HISTORY",
    },
    {
      rule: "a role's overwrite comes after @everyone's",
      roles: [role("200", 0n), role("201", 0n)],
      channels: inChannel(
        overwrite("200", "role", flags.SEND_MESSAGES, 0n),
        overwrite(GUILD, "role", 0n, flags.SEND_MESSAGES),
      ),
      raw: names(BASE),
    },
    {
      rule: "among roles the allowance wins, whichever role is higher (the higher denies)",
      roles: [role("200", 0n, { position: 1 }), role("201", 0n, { position: 2 })],
      channels: inChannel(
        overwrite("200", "role", flags.SEND_MESSAGES, 0n),
        overwrite("201", "role", 0n, flags.SEND_MESSAGES),
      ),
      raw: names(BASE),
    },
    {
      rule: "among roles the allowance wins, whichever role is higher (the lower denies)",
      roles: [role("200", 0n, { position: 1 }), role("201", 0n, { position: 2 })],
      channels: inChannel(
        overwrite("200", "role", 0n, flags.SEND_MESSAGES),
        overwrite("201", "role", flags.SEND_MESSAGES, 0n),
      ),
      raw: names(BASE),
    },
    {
      rule: "the member's own overwrite has the last word",
      roles: [role("200", 0n), role("201", 0n)],
      channels: inChannel(
        overwrite("300", "member", flags.EMBED_LINKS, flags.READ_MESSAGE_HISTORY),
        overwrite("200", "role", flags.READ_MESSAGE_HISTORY, flags.EMBED_LINKS),
      ),
      raw: "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS",
    },
    {
      rule: "overwrites of roles the member doesn't have, and of other members, don't count",
      who: member("300"),
      roles: [role("200", 0n)],
      channels: inChannel(
        overwrite("200", "role", 0n, flags.SEND_MESSAGES),
        overwrite("301", "member", 0n, flags.VIEW_CHANNEL),
      ),
      raw: names(BASE),
    },
    {
      rule: "an overwrite of a deleted role doesn't count",
      who: member("300"),
      channels: inChannel(overwrite("999", "role", flags.MANAGE_CHANNELS, flags.VIEW_CHANNEL)),
      raw: names(BASE),
    },
    {
      rule: "a role listed twice counts once",
      roles: [role("200", flags.EMBED_LINKS)],
      who: member("300", ["200", "200", GUILD]),
      raw: "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS READ_MESSAGE_HISTORY",
    },
    {
      rule: "a category's overwrites are not inherited",
      who: member("300"),
      channels: [
        channel("500", [overwrite(GUILD, "role", flags.MANAGE_CHANNELS, flags.VIEW_CHANNEL)], { type: 4 }),
        channel("400", [], { parent_id: "500" }),
      ],
      raw: names(BASE),
    },
    {
      rule: "a category is judged by its own overwrites",
      who: member("300"),
      channels: [channel("500", [overwrite(GUILD, "role", flags.MANAGE_CHANNELS, 0n)], { type: 4 })],
      ask: "500",
      raw: "MANAGE_CHANNELS VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY",
    },
  ];
  it.each(cases)("$rule", check);
});

describe("bits that do not exist yet are kept", () => {
  const future = (1n << 54n) | (1n << 63n) | (1n << 70n);
  const cases: Case[] = [
    { rule: "in a role", everyone: BASE | future, who: member("300"), raw: names(BASE | future) },
    {
      rule: "in overwrites, each way",
      everyone: BASE | (1n << 63n),
      who: member("300"),
      channels: inChannel(overwrite(GUILD, "role", 1n << 70n, 1n << 63n)),
      raw: `${names(BASE)} BIT_70`,
    },
    {
      rule: "gone with VIEW_CHANNEL like any other",
      everyone: BASE | future,
      who: member("300"),
      channels: inChannel(overwrite(GUILD, "role", 0n, flags.VIEW_CHANNEL)),
      raw: "SEND_MESSAGES READ_MESSAGE_HISTORY BIT_54 BIT_63 BIT_70",
      effective: "",
    },
    {
      rule: "an administrator has the ones the guild shows, in whatever role or overwrite",
      roles: [role("200", flags.ADMINISTRATOR), role("201", 0n), role("202", 1n << 54n)],
      channels: inChannel(overwrite("202", "role", 1n << 47n, 1n << 70n)),
      raw: names(KNOWN | (1n << 47n) | (1n << 54n) | (1n << 70n)),
    },
  ];
  it.each(cases)("$rule", check);
});

describe("implied denials", () => {
  const FOUR = bits("SEND_TTS_MESSAGES EMBED_LINKS ATTACH_FILES MENTION_EVERYONE");
  const without = (mask: bigint, ...gone: bigint[]) => gone.reduce((left, bit) => left & ~bit, mask);
  const VOICE = KNOWN & ~flags.ADMINISTRATOR;
  const cases: Case[] = [
    {
      rule: "no VIEW_CHANNEL: nothing",
      everyone: without(VOICE, flags.VIEW_CHANNEL),
      who: member("300"),
      raw: names(without(VOICE, flags.VIEW_CHANNEL)),
      effective: "",
    },
    {
      rule: "no VIEW_CHANNEL at guild level takes nothing away: a channel may give it back",
      everyone: bits("SEND_MESSAGES MENTION_EVERYONE"),
      who: member("300"),
      ask: null,
      raw: "SEND_MESSAGES MENTION_EVERYONE",
    },
    {
      rule: "no SEND_MESSAGES: no mass mention, text-to-speech, attachment, embed; polls and reactions stay",
      everyone: bits("VIEW_CHANNEL ADD_REACTIONS SEND_POLLS SEND_MESSAGES_IN_THREADS") | FOUR,
      who: member("300"),
      raw: names(bits("VIEW_CHANNEL ADD_REACTIONS SEND_POLLS SEND_MESSAGES_IN_THREADS") | FOUR),
      effective: "ADD_REACTIONS VIEW_CHANNEL SEND_MESSAGES_IN_THREADS SEND_POLLS",
    },
    ...[2, 13].map((type) => ({
      rule: `no CONNECT in a channel of type ${type}: only seeing it is left`,
      everyone: without(VOICE, flags.CONNECT),
      who: member("300"),
      channels: [channel("400", [], { type })],
      raw: names(without(VOICE, flags.CONNECT)),
      effective: "VIEW_CHANNEL",
    })),
    {
      rule: "no CONNECT in a text channel means nothing",
      everyone: without(VOICE, flags.CONNECT),
      who: member("300"),
      raw: names(without(VOICE, flags.CONNECT)),
    },
    {
      rule: "a voice channel has a chat: no SEND_MESSAGES there counts too",
      everyone: without(VOICE, flags.SEND_MESSAGES),
      who: member("300"),
      channels: [channel("400", [], { type: 2 })],
      raw: names(without(VOICE, flags.SEND_MESSAGES)),
      effective: names(without(VOICE, flags.SEND_MESSAGES, FOUR)),
    },
  ];
  it.each(cases)("$rule", check);
});

describe("threads", () => {
  const IN_THREADS = bits("VIEW_CHANNEL SEND_MESSAGES_IN_THREADS EMBED_LINKS");
  const public_ = (...overwrites: ReturnType<typeof overwrite>[]) => [
    channel("400", overwrites),
    thread("600", "400"),
  ];
  const cases: Case[] = [
    {
      rule: "the parent's overwrites count",
      who: member("300"),
      channels: public_(overwrite(GUILD, "role", IN_THREADS, flags.READ_MESSAGE_HISTORY)),
      raw: "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS SEND_MESSAGES_IN_THREADS",
      effective: "VIEW_CHANNEL EMBED_LINKS SEND_MESSAGES_IN_THREADS",
    },
    {
      rule: "SEND_MESSAGES is not inherited, and without SEND_MESSAGES_IN_THREADS there is no embed either",
      everyone: bits("VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS"),
      who: member("300"),
      channels: public_(),
      raw: "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS",
      effective: "VIEW_CHANNEL",
    },
    {
      rule: "SEND_MESSAGES_IN_THREADS is enough where SEND_MESSAGES is denied",
      everyone: IN_THREADS | flags.SEND_MESSAGES,
      who: member("300"),
      channels: public_(overwrite(GUILD, "role", 0n, flags.SEND_MESSAGES)),
      raw: "VIEW_CHANNEL EMBED_LINKS SEND_MESSAGES_IN_THREADS",
    },
    {
      rule: "VIEW_CHANNEL on the parent is always needed",
      everyone: IN_THREADS,
      who: member("300"),
      channels: public_(overwrite(GUILD, "role", 0n, flags.VIEW_CHANNEL)),
      raw: "EMBED_LINKS SEND_MESSAGES_IN_THREADS",
      effective: "",
    },
    {
      rule: "announcement threads (type 10) are public threads",
      everyone: IN_THREADS | flags.SEND_MESSAGES,
      who: member("300"),
      channels: [channel("400", [], { type: 5 }), thread("600", "400", { type: 10 })],
      raw: "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS SEND_MESSAGES_IN_THREADS",
      effective: "VIEW_CHANNEL EMBED_LINKS SEND_MESSAGES_IN_THREADS",
    },
    {
      rule: "an administrator has everything in any thread",
      everyone: flags.ADMINISTRATOR,
      who: member("300"),
      channels: [channel("400"), thread("600", "400", { type: 12 })],
      raw: ALL,
    },
    {
      rule: "a private thread with MANAGE_THREADS on the parent",
      everyone: IN_THREADS | flags.MANAGE_THREADS,
      who: member("300"),
      channels: [channel("400"), thread("600", "400", { type: 12 })],
      raw: "VIEW_CHANNEL EMBED_LINKS MANAGE_THREADS SEND_MESSAGES_IN_THREADS",
    },
    {
      rule: "a private thread with the member proven to be in it",
      everyone: IN_THREADS,
      who: member("300"),
      channels: [channel("400"), thread("600", "400", { type: 12, member_ids_preview: ["300"] })],
      raw: "VIEW_CHANNEL EMBED_LINKS SEND_MESSAGES_IN_THREADS",
    },
    {
      rule: "a private thread whose own member object is the viewer's",
      everyone: IN_THREADS,
      who: member("300"),
      channels: [channel("400"), thread("600", "400", { type: 12, member: {} })],
      raw: "VIEW_CHANNEL EMBED_LINKS SEND_MESSAGES_IN_THREADS",
    },
    {
      rule: "a private thread below a channel the member can't see",
      everyone: IN_THREADS,
      who: member("300"),
      channels: [
        channel("400", [overwrite(GUILD, "role", 0n, flags.VIEW_CHANNEL)]),
        thread("600", "400", { type: 12 }),
      ],
      raw: "EMBED_LINKS SEND_MESSAGES_IN_THREADS",
      effective: "",
    },
  ];
  it.each(cases.map((one) => ({ ask: "600", ...one })))("$rule", check);
});

describe("timeouts and quarantine", () => {
  const until = (time: string) => member("300", [], { communication_disabled_until: time });
  const LEFT = "VIEW_CHANNEL READ_MESSAGE_HISTORY";
  const cases: Case[] = [
    {
      rule: "timed out: only seeing and reading are left",
      who: until("2026-11-22T12:00:00.001Z"),
      raw: names(BASE),
      effective: LEFT,
    },
    {
      rule: "at guild level too",
      who: until("2026-11-23T00:00:00Z"),
      everyone: BASE | flags.BAN_MEMBERS,
      ask: null,
      raw: names(BASE | flags.BAN_MEMBERS),
      effective: LEFT,
    },
    {
      rule: "a timeout that ends at this very moment is over",
      who: until("2026-11-22T12:00:00.000000+00:00"),
      raw: names(BASE),
    },
    { rule: "an old timeout is over", who: until("2026-11-22T11:59:59.999Z"), raw: names(BASE) },
    {
      rule: "the moment is the caller's",
      who: until("2026-11-22T12:00:00Z"),
      at: "2026-11-22T11:00:00Z",
      raw: names(BASE),
      effective: LEFT,
    },
    {
      rule: "another time zone is the same moment",
      who: until("2026-11-22T13:00:00+01:00"),
      raw: names(BASE),
    },
    {
      rule: "null means none",
      who: member("300", [], { communication_disabled_until: null }),
      raw: names(BASE),
    },
    {
      rule: "an administrator can't be timed out",
      who: until("2026-11-23T00:00:00Z"),
      everyone: flags.ADMINISTRATOR,
      raw: ALL,
    },
    {
      rule: "nor can the owner",
      who: member(OWNER, [], { communication_disabled_until: "2026-11-23T00:00:00Z" }),
      as: OWNER,
      raw: ALL,
    },
    {
      rule: "nothing is seen that wasn't before",
      who: until("2026-11-23T00:00:00Z"),
      channels: inChannel(overwrite(GUILD, "role", 0n, flags.VIEW_CHANNEL)),
      raw: "SEND_MESSAGES READ_MESSAGE_HISTORY",
      effective: "",
    },
    {
      rule: "it takes CONNECT away, yet a voice channel's history stays readable",
      who: until("2026-11-23T00:00:00Z"),
      everyone: BASE | flags.CONNECT,
      channels: [channel("400", [], { type: 2 })],
      raw: names(BASE | flags.CONNECT),
      effective: LEFT,
    },
    ...[7, 10].map((bit) => ({
      rule: `AutoMod quarantine (member flag 1<<${bit}) leaves the nickname to be corrected`,
      who: member("300", [], { flags: 1 << bit }),
      everyone: BASE | flags.CHANGE_NICKNAME,
      raw: names(BASE | flags.CHANGE_NICKNAME),
      effective: "VIEW_CHANNEL READ_MESSAGE_HISTORY CHANGE_NICKNAME",
    })),
    {
      rule: "timed out and quarantined: the stricter counts",
      who: member("300", [], { flags: 1 << 7, communication_disabled_until: "2026-11-23T00:00:00Z" }),
      everyone: BASE | flags.CHANGE_NICKNAME,
      raw: names(BASE | flags.CHANGE_NICKNAME),
      effective: LEFT,
    },
    {
      rule: "other member flags mean nothing here",
      who: member("300", [], { flags: 0b1_0111_1111 }),
      raw: names(BASE),
    },
  ];
  it.each(cases)("$rule", check);
});
