/**
 * The whole audit against discord.js that only computes each bot's permissions in each channel.
 *
 * What is counted: from the parsed snapshot to the finished report — every rule for every persona, what each bot and each pair of
 * bots could become, every finding with its fingerprint and its whole remedy (changes, link, steps, what breaks, what survives,
 * undo, who) as plain data, every manifest's states. Nothing is left for later: the reports are walked through to make sure.
 *
 * Two servers of each size: a usual one (usual-guild.ts says what that is), and one in which every mask is drawn bit by bit, so
 * that all bots do everything wrong and no two channels are alike.
 */
import { type AuditInput, type AuditReport, auditSnapshot } from "../../src/domain/audit/audit.ts";
import {
  type DiscordSnapshot,
  type DiscordSnapshotFile,
  readDiscordSnapshot,
} from "../../src/domain/discord/snapshot.ts";
import { discordJs } from "../domain/discord/oracle.ts";
import { type GuildSize, largeGuild } from "./guild.ts";
import { type Bench, type Line, median } from "./measure.ts";
import { usualGuild } from "./usual-guild.ts";

const size = (bots: number, channels: number, roles: number): GuildSize => ({
  roles,
  channels,
  overwrites: 20,
  bots,
  rolesPerBot: 5,
});
const sizes = [size(10, 50, 30), size(25, 125, 60), size(50, 250, 125), size(100, 500, 250)];
const peerName = "discord.js permissionsFor";

interface Server {
  kind: "usual" | "everything wrong";
  one: GuildSize;
  file: DiscordSnapshotFile;
  input: AuditInput & { snapshot: DiscordSnapshot };
}

export const audit: Bench = async () => {
  const servers = sizes.flatMap((one) => [usual(one), wrong(one)]);
  // Ours is timed before discord.js fills the heap, as in the resolver's benchmark.
  const ours = servers.map(timed);
  const lines: Line[] = [];
  for (const [at, { kind, one, file }] of servers.entries()) {
    const peer = await permissionsFor(file);
    const { ms, report } = ours[at]!;
    const cells = one.bots * one.channels;
    const bench = `audit, ${kind} server, ${one.bots} bots × ${one.channels} channels`;
    const found = `${report.findings.length} findings with remedies`;
    lines.push(line(bench, `every rule, ${found}`, ms, peer, "ms"));
    lines.push(line(bench, "for each bot and channel", (1000 * ms) / cells, (1000 * peer) / cells, "µs"));
  }
  return lines;
};

function usual(one: GuildSize): Server {
  const { file, agents, approvals } = usualGuild(one);
  return { kind: "usual", one, file, input: inputOf(file, agents, () => approvals) };
}

function wrong(one: GuildSize): Server {
  const file = largeGuild(one);
  const approvals = (snapshot: DiscordSnapshot) => ({
    places: [snapshot.channels.find(({ type }) => type === 0)!.id],
    approvers: [`discord:role:${snapshot.guild.roles.at(-5)!.id}`],
  });
  return { kind: "everything wrong", one, file, input: inputOf(file, [], approvals) };
}

function inputOf(
  file: DiscordSnapshotFile,
  agents: AuditInput["agents"],
  approvalsIn: (snapshot: DiscordSnapshot) => NonNullable<AuditInput["approvals"]>,
): Server["input"] {
  const read = readDiscordSnapshot(file);
  if (!read.ok) throw new Error(`the benchmark's own guild is refused: ${JSON.stringify(read.problems[0])}`);
  const { snapshot } = read;
  const approvals = approvalsIn(snapshot);
  return { snapshot, agents, approvals, at: snapshot.takenAt.getTime(), persona: "auditor" };
}

function timed({ one, input }: Server): { ms: number; report: AuditReport } {
  const report = auditSnapshot(input);
  expectWhole(report);
  // A small server is done before the compiler has warmed up: it takes more rounds.
  return { ms: median(() => auditSnapshot(input), Math.max(21, Math.ceil(1200 / one.bots))), report };
}

/** Every finding and remedy is there as data: nothing is a function or a getter that would do its work when somebody looks. */
function expectWhole(report: AuditReport): void {
  if (!report.findings.some(({ rule }) => rule === "discord.bot.can-become-more"))
    throw new Error("no escalation found: nothing to measure");
  for (const { fingerprint, remedy } of report.findings)
    if (fingerprint.length !== 64 || remedy.changes.length === 0 || remedy.steps.length === 0)
      throw new Error(`${fingerprint}: a finding without its remedy`);
  if (JSON.stringify(structuredClone(report)) !== JSON.stringify(report))
    throw new Error("a report that is not plain data");
}

async function permissionsFor(file: DiscordSnapshotFile): Promise<number> {
  const oracles = discordJs();
  const { guild } = oracles.open(file);
  const ms = median(() => {
    for (const channel of guild.channels.cache.values())
      for (const member of guild.members.cache.values()) channel.permissionsFor(member);
  }, 7);
  await oracles.close();
  return ms;
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
