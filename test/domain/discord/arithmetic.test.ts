import { describe, it } from "vitest";
import { KNOWN, flags } from "../../../src/domain/discord/flags.ts";
import { ALL, BASE, type Case, check, inChannel, names } from "./case.ts";
import { GUILD, OWNER, channel, member, overwrite, role } from "./guild.ts";

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
