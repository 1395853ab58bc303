/** 100 bots × 500 channels against discord.js `permissionsFor`, in the same process, with all 50,000 results compared. */
import { type CompiledGuild, compileGuild } from "../../src/domain/discord/compile.ts";
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

  // Ours is timed before discord.js fills the heap, and discord.js before anybody else's garbage: each as if alone.
  const answer = (input: unknown) => {
    const fresh = compileGuild(parse(input), now);
    const row = newRow(fresh);
    for (let channel = 0; channel < fresh.channelIds.length; channel++) resolveRow(fresh, channel, row);
  };
  const fromText = median(() => answer(JSON.parse(text)), 41);
  const fromObjects = median(() => answer(file), 41);
  const guild = compileGuild(parse(file), now);
  const row = newRow(guild);
  const compiled = median(() => {
    for (let channel = 0; channel < guild.channelIds.length; channel++) resolveRow(guild, channel, row);
  }, 101);
  const oneByOne = median(() => {
    for (const channel of guild.channelIds) for (const member of guild.memberIds) ask(guild, member, channel);
  }, 11);

  const oracles = discordJs();
  const theirs = oracles.open(file);
  const members = guild.memberIds.map((id) => theirs.member(id));
  const channels = guild.channelIds.map((id) => theirs.channel(id));
  let masks: bigint[] = [];
  const peer = median(() => {
    masks = [];
    for (const channel of channels)
      for (const member of members) masks.push(channel.permissionsFor(member)?.bitfield ?? -1n);
  }, 7);
  compareResults(guild, masks);
  const peerFromText = median(() => {
    const fresh = oracles.open(JSON.parse(text) as typeof file);
    for (const channel of fresh.guild.channels.cache.values())
      for (const member of fresh.guild.members.cache.values()) channel.permissionsFor(member);
  }, 5);
  await oracles.close();

  const bench = `resolver, ${size.bots} bots × ${size.channels} channels`;
  const peerName = "discord.js permissionsFor";
  return [
    compare(bench, "guild compiled", compiled, peer, peerName),
    compare(bench, "guild compiled, one question at a time", oneByOne, peer, peerName),
    compare(
      bench,
      "checking and compiling raw API objects counted",
      fromObjects,
      peer,
      `${peerName}, already built`,
    ),
    compare(bench, "from JSON text, both sides", fromText, peerFromText, "discord.js"),
  ];
};

function compareResults(guild: CompiledGuild, masks: bigint[]): void {
  const row = newRow(guild);
  guild.channelIds.forEach((channel, at) => {
    resolveRow(guild, at, row);
    guild.memberIds.forEach((member, index) => {
      const ours = maskAt(row.raw, index);
      const theirs = masks[at * guild.memberIds.length + index];
      if (ours !== theirs)
        throw new Error(`bot ${member}, channel ${channel}: ours ${ours}, discord.js ${theirs}`);
    });
  });
}

function parse(input: unknown): DiscordSnapshot {
  const read = readDiscordSnapshot(input);
  if (!read.ok) throw new Error(`the benchmark's own guild is refused: ${JSON.stringify(read.problems[0])}`);
  return read.snapshot;
}
