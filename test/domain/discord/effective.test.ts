import { describe, it } from "vitest";
import { KNOWN, flags } from "../../../src/domain/discord/flags.ts";
import { ALL, BASE, type Case, bits, check, inChannel, names } from "./case.ts";
import { GUILD, OWNER, channel, member, overwrite, thread } from "./guild.ts";

const without = (mask: bigint, ...gone: bigint[]) => gone.reduce((left, bit) => left & ~bit, mask);
const until = (time: string) => member("300", [], { communication_disabled_until: time });
const withThread = (...overwrites: ReturnType<typeof overwrite>[]) => [
  channel("400", overwrites),
  thread("600", "400"),
];

describe("implied denials", () => {
  const FOUR = bits("SEND_TTS_MESSAGES EMBED_LINKS ATTACH_FILES MENTION_EVERYONE");
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
  const cases: Case[] = [
    {
      rule: "the parent's overwrites count",
      who: member("300"),
      channels: withThread(overwrite(GUILD, "role", IN_THREADS, flags.READ_MESSAGE_HISTORY)),
      raw: "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS SEND_MESSAGES_IN_THREADS",
      effective: "VIEW_CHANNEL EMBED_LINKS SEND_MESSAGES_IN_THREADS",
    },
    {
      rule: "SEND_MESSAGES is not inherited, and without SEND_MESSAGES_IN_THREADS there is no embed either",
      everyone: bits("VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS"),
      who: member("300"),
      channels: withThread(),
      raw: "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS",
      effective: "VIEW_CHANNEL",
    },
    {
      rule: "SEND_MESSAGES_IN_THREADS is enough where SEND_MESSAGES is denied",
      everyone: IN_THREADS | flags.SEND_MESSAGES,
      who: member("300"),
      channels: withThread(overwrite(GUILD, "role", 0n, flags.SEND_MESSAGES)),
      raw: "VIEW_CHANNEL EMBED_LINKS SEND_MESSAGES_IN_THREADS",
    },
    {
      rule: "VIEW_CHANNEL on the parent is always needed",
      everyone: IN_THREADS,
      who: member("300"),
      channels: withThread(overwrite(GUILD, "role", 0n, flags.VIEW_CHANNEL)),
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
