/** The whole audit — every rule, what bots could become, every remedy — against discord.js that only computes each bot's permissions in each channel. */
import { type AuditReport, auditSnapshot } from "../../src/domain/audit/audit.ts";
import { type DiscordSnapshot, readDiscordSnapshot } from "../../src/domain/discord/snapshot.ts";
import { discordJs } from "../domain/discord/oracle.ts";
import { type GuildSize, largeGuild } from "./guild.ts";
import { type Bench, type Line, median } from "./measure.ts";

const size = (bots: number, channels: number, roles: number): GuildSize => ({
  roles,
  channels,
  overwrites: 20,
  bots,
  rolesPerBot: 5,
});
const sizes = [size(10, 50, 30), size(25, 125, 60), size(50, 250, 125), size(100, 500, 250)];
const peerName = "discord.js permissionsFor";

export const audit: Bench = async () => {
  // Ours is timed before discord.js fills the heap, as in the resolver's benchmark.
  const ours = sizes.map(timed);
  const lines: Line[] = [];
  for (const [at, one] of sizes.entries()) {
    const peer = await permissionsFor(one);
    const { ms, report } = ours[at]!;
    const cells = one.bots * one.channels;
    const bench = `audit, ${one.bots} bots × ${one.channels} channels`;
    const found = `${report.findings.length} findings with remedies`;
    lines.push(line(bench, `every rule, ${found}`, ms, peer, "ms"));
    lines.push(line(bench, "for each bot and channel", (1000 * ms) / cells, (1000 * peer) / cells, "µs"));
  }
  return lines;
};

function timed(one: GuildSize): { ms: number; report: AuditReport } {
  const snapshot = parse(one);
  const place = snapshot.channels.find(({ type }) => type === 0)!;
  const approver = snapshot.guild.roles.at(-5)!;
  const approvals = { places: [place.id], approvers: [`discord:role:${approver.id}`] };
  const run = () =>
    auditSnapshot({ snapshot, agents: [], approvals, at: snapshot.takenAt.getTime(), persona: "auditor" });
  const report = run();
  const ran = new Set(report.findings.map(({ rule }) => rule));
  if (!ran.has("discord.bot.can-become-more")) throw new Error("no escalation found: nothing to measure");
  // A small server is done before the compiler has warmed up: it takes more rounds.
  return { ms: median(run, Math.max(9, Math.ceil(600 / one.bots))), report };
}

async function permissionsFor(one: GuildSize): Promise<number> {
  const oracles = discordJs();
  const { guild } = oracles.open(largeGuild(one));
  const ms = median(() => {
    for (const channel of guild.channels.cache.values())
      for (const member of guild.members.cache.values()) channel.permissionsFor(member);
  }, 7);
  await oracles.close();
  return ms;
}

function parse(one: GuildSize): DiscordSnapshot {
  const read = readDiscordSnapshot(largeGuild(one));
  if (!read.ok) throw new Error(`the benchmark's own guild is refused: ${JSON.stringify(read.problems[0])}`);
  return read.snapshot;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

const line = (bench: string, metric: string, ours: number, peer: number, unit: string): Line => ({
  bench,
  metric,
  ours: rounded(ours),
  peer: rounded(peer),
  peerName,
  ratio: rounded(peer / ours),
  unit,
});
