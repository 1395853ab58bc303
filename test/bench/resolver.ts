/** 100 bots × 500 channels against discord.js `permissionsFor`, in the same process, with all 50,000 results compared. */
import { compileGuild } from "../../src/domain/discord/compile.ts";
import { maskAt } from "../../src/domain/discord/lanes.ts";
import { ask, newRow, resolveRow } from "../../src/domain/discord/permissions.ts";
import { type DiscordSnapshot, readDiscordSnapshot } from "../../src/domain/discord/snapshot.ts";
import { discordJs } from "../domain/discord/oracle.ts";
import { largeGuild } from "./guild.ts";
import { type Bench, compare, median } from "./measure.ts";

const size = { roles: 250, channels: 500, overwrites: 20, bots: 100, rolesPerBot: 5 };
const now = new Date("2026-11-22T12:00:00Z");

export const resolver: Bench = async () => {
  const file = largeGuild(size);
  const text = JSON.stringify(file);
  const oracles = discordJs();
  const theirs = oracles.open(file);
  const members = file.members.map((one) => theirs.member((one["user"] as { id: string }).id));
  const channels = file.channels.map((one) => theirs.channel(one["id"] as string));
  const peerMasks: bigint[] = [];
  const peer = () => {
    peerMasks.length = 0;
    for (const channel of channels)
      for (const member of members) peerMasks.push(channel.permissionsFor(member)?.bitfield ?? -1n);
  };

  const guild = compileGuild(parse(file), now);
  const row = newRow(guild);
  const ours = () => {
    for (let channel = 0; channel < guild.channelIds.length; channel++) resolveRow(guild, channel, row);
  };
  const oneByOne = () => {
    for (const channel of guild.channelIds) for (const member of guild.memberIds) ask(guild, member, channel);
  };
  const fromText = () => {
    const fresh = compileGuild(parse(JSON.parse(text)), now);
    const row = newRow(fresh);
    for (let channel = 0; channel < fresh.channelIds.length; channel++) resolveRow(fresh, channel, row);
  };

  peer();
  let at = 0;
  for (let channel = 0; channel < guild.channelIds.length; channel++) {
    resolveRow(guild, channel, row);
    for (let member = 0; member < guild.memberIds.length; member++) {
      const mask = maskAt(row.raw, member);
      const question = `bot ${guild.memberIds[member]!} in channel ${guild.channelIds[channel]!}`;
      if (mask !== peerMasks[at]) throw new Error(`${question}: ours ${mask}, discord.js ${peerMasks[at]}`);
      at++;
    }
  }

  const peerTime = median(peer, 7);
  const peerFromText = median(() => {
    const parsed = JSON.parse(text) as typeof file;
    const fresh = oracles.open(parsed);
    for (const { id } of parsed.channels as { id: string }[])
      for (const { user } of parsed.members as unknown as { user: { id: string } }[])
        fresh.channel(id).permissionsFor(fresh.member(user.id));
  }, 5);
  const lines = [
    compare(
      "resolver",
      "100 bots × 500 channels, guild compiled",
      median(ours, 101),
      peerTime,
      "discord.js permissionsFor",
    ),
    compare(
      "resolver",
      "the same, one question at a time",
      median(oneByOne, 11),
      peerTime,
      "discord.js permissionsFor",
    ),
    compare(
      "resolver",
      "from JSON text to answers, both sides",
      median(fromText, 21),
      peerFromText,
      "discord.js from JSON text",
    ),
    compare(
      "resolver",
      "from JSON text to answers, discord.js already built",
      median(fromText, 21),
      peerTime,
      "discord.js permissionsFor",
    ),
  ];
  await oracles.close();
  return lines;
};

function parse(input: unknown): DiscordSnapshot {
  const read = readDiscordSnapshot(input);
  if (!read.ok) throw new Error(`the benchmark's own guild is refused: ${JSON.stringify(read.problems[0])}`);
  return read.snapshot;
}
