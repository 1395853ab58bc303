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
  const lines: Line[] = [];
  for (const server of sizes.flatMap((one) => [usual(one), wrong(one)])) {
    const { kind, one } = server;
    const { ours, peer, report } = await sideBySide(server);
    const cells = one.bots * one.channels;
    const bench = `audit, ${kind} server, ${one.bots} bots × ${one.channels} channels`;
    const found = `${report.findings.length} findings with remedies`;
    lines.push(line(bench, `every rule, ${found}`, ours, peer, "ms"));
    lines.push(line(bench, "for each bot and channel", (1000 * ours) / cells, (1000 * peer) / cells, "µs"));
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

/** By turns, so that whatever else the machine does slows both down alike. */
async function sideBySide({ one, file, input }: Server) {
  const report = auditSnapshot(input);
  expectWhole(report);
  const oracles = discordJs();
  const { guild } = oracles.open(file);
  const permissionsFor = (): void => {
    for (const channel of guild.channels.cache.values())
      for (const member of guild.members.cache.values()) channel.permissionsFor(member);
  };
  // A small server is done before the compiler has warmed up: it takes more rounds.
  const rounds = Math.max(5, Math.ceil(300 / one.bots));
  for (let round = 0; round < 3 * rounds; round++) auditSnapshot(input);
  const turns = Array.from({ length: 7 }, () => ({
    ours: median(() => auditSnapshot(input), rounds, 1),
    peer: median(permissionsFor, 3, 1),
  }));
  await oracles.close();
  const middle = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return {
    ours: middle(turns.map(({ ours }) => ours)),
    peer: middle(turns.map(({ peer }) => peer)),
    report,
  };
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
