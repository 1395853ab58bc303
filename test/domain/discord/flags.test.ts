import { PermissionFlagsBits } from "discord-api-types/v10";
import { expect, it } from "vitest";
import {
  CHANNEL_BITS,
  KNOWN,
  STARRED,
  channelBits,
  flags,
  isFlagName,
  labelOf,
  maskOf,
  namesOf,
  nuclear,
} from "../../../src/domain/discord/flags.ts";

it("has the 52 documented bits, 0–46 and 48–52, with Discord's numbers", () => {
  expect(KNOWN).toBe((1n << 53n) - 1n - (1n << 47n));
  const theirs = Object.entries(PermissionFlagsBits).map(([name, mask]) => [name.toUpperCase(), mask]);
  const ours = Object.entries(flags).map(([name, mask]) => [name.replaceAll("_", ""), mask]);
  const renamed = ["MANAGEEMOJISANDSTICKERS", "MANAGEGUILDEXPRESSIONS"];
  for (const [name, mask] of theirs)
    if (!renamed.includes(String(name))) expect(ours).toContainEqual([name, mask]);
});

it("names bit 53, which Discord doesn't document, and not the retired 47", () => {
  expect(flags.MANAGE_OFFICIAL_MESSAGES).toBe(1n << 53n);
  expect(KNOWN & flags.MANAGE_OFFICIAL_MESSAGES).toBe(0n);
  expect(namesOf(1n << 47n)).toEqual(["BIT_47"]);
});

it("names and masks are inverse, bits without a name included", () => {
  const mask = flags.ADMINISTRATOR | flags.SEND_POLLS | (1n << 47n) | (1n << 60n) | (1n << 70n);
  expect(namesOf(mask)).toEqual(["ADMINISTRATOR", "BIT_47", "SEND_POLLS", "BIT_60", "BIT_70"]);
  expect(maskOf(namesOf(mask))).toBe(mask);
  expect(namesOf(0n)).toEqual([]);
  expect(maskOf([])).toBe(0n);
  expect(() => maskOf(["VIEW_CHANNEL", "MANAGE_EVERYTHING"])).toThrow(
    new RangeError("MANAGE_EVERYTHING is not a Discord permission; write it like MANAGE_ROLES"),
  );
  expect([isFlagName("MANAGE_ROLES"), isFlagName("BIT_60"), isFlagName("toString")]).toEqual([
    true,
    false,
    false,
  ]);
});

it("knows where a permission means something", () => {
  expect(namesOf(channelBits(0) & (flags.CONNECT | flags.PIN_MESSAGES | flags.BAN_MEMBERS))).toEqual([
    "PIN_MESSAGES",
  ]);
  expect(namesOf(channelBits(2) & ~channelBits(13))).toEqual([
    "PRIORITY_SPEAKER",
    "SPEAK",
    "DEAFEN_MEMBERS",
    "USE_VAD",
    "USE_EMBEDDED_ACTIVITIES",
    "USE_SOUNDBOARD",
    "USE_EXTERNAL_SOUNDS",
    "SET_VOICE_CHANNEL_STATUS",
  ]);
  expect(channelBits(4)).toBe(CHANNEL_BITS);
  expect(channelBits(0) | channelBits(2) | channelBits(13)).toBe(CHANNEL_BITS);
  expect(namesOf(KNOWN & ~CHANNEL_BITS)).toEqual([
    "KICK_MEMBERS",
    "BAN_MEMBERS",
    "ADMINISTRATOR",
    "MANAGE_GUILD",
    "VIEW_AUDIT_LOG",
    "VIEW_GUILD_INSIGHTS",
    "CHANGE_NICKNAME",
    "MANAGE_NICKNAMES",
    "MANAGE_GUILD_EXPRESSIONS",
    "MODERATE_MEMBERS",
    "VIEW_CREATOR_MONETIZATION_ANALYTICS",
    "CREATE_GUILD_EXPRESSIONS",
  ]);
});

it("knows which ones Discord guards with 2FA, and which ones wreck a server", () => {
  expect(namesOf(STARRED)).toEqual([
    "KICK_MEMBERS",
    "BAN_MEMBERS",
    "ADMINISTRATOR",
    "MANAGE_CHANNELS",
    "MANAGE_GUILD",
    "MANAGE_MESSAGES",
    "MANAGE_ROLES",
    "MANAGE_WEBHOOKS",
    "MANAGE_GUILD_EXPRESSIONS",
    "MANAGE_THREADS",
    "VIEW_CREATOR_MONETIZATION_ANALYTICS",
  ]);
  expect(namesOf(nuclear.critical)).toEqual(["ADMINISTRATOR", "MANAGE_GUILD"]);
  expect(namesOf(nuclear.high)).toEqual(["KICK_MEMBERS", "BAN_MEMBERS", "MANAGE_CHANNELS", "MANAGE_ROLES"]);
  expect(namesOf(nuclear.medium)).toEqual(["MANAGE_MESSAGES", "MANAGE_WEBHOOKS", "MANAGE_THREADS"]);
});

it("says it in the words of Discord's own screen", () => {
  expect(labelOf("MANAGE_ROLES")).toBe("Manage Roles");
  expect(labelOf("MANAGE_ROLES", "channel")).toBe("Manage Permissions");
  expect(labelOf("MODERATE_MEMBERS")).toBe("Timeout Members");
  expect(labelOf("MANAGE_GUILD", "channel")).toBe("Manage Server");
  expect(labelOf("BIT_60")).toBe("Permission bit 60");
  const labels = namesOf(KNOWN).map((name) => labelOf(name));
  expect(new Set(labels).size).toBe(labels.length);
});
