/** Discord's own word about the channel somebody types in: it fills in what is hidden, and doubts what differs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditSnapshot } from "../../../src/domain/audit/audit.ts";
import { withHere } from "../../../src/domain/audit/here.ts";
import { plain } from "../../../src/domain/audit/phrase.ts";
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { flags, maskOf } from "../../../src/domain/discord/flags.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import { readDiscordSnapshot, type DiscordSnapshotFile } from "../../../src/domain/discord/snapshot.ts";
import { type Case, core, guild, id, manifest, takenAt } from "../../fixtures/audit/build.ts";
import { discordCase } from "./random-worlds.ts";

const at = Date.parse(takenAt);

function looked({ agents, approvals }: Omit<Case, "file">, file: DiscordSnapshotFile) {
  const read = readDiscordSnapshot(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { snapshot } = read;
  const report = auditSnapshot({ snapshot, agents: agents ?? [], approvals: approvals ?? null, at });
  const here = (channel: string, masks: Record<string, bigint>) =>
    withHere(report, snapshot, { channel, masks: new Map(Object.entries(masks)) }, at);
  return { report, snapshot, here };
}

const first = (report: { coverage: { unseen: Parameters<typeof plain>[0][] } }): string =>
  plain(report.coverage.unseen[0] ?? "");

describe("in a hidden channel", () => {
  const { report, here } = looked({ agents: [manifest()] }, guild({ hidden: true }));

  it("says of a named bot what Discord says, and changes nothing else", () => {
    const told = here(id.hidden, { [id.bot]: maskOf([...core, "KICK_MEMBERS"]), [id.owner]: ~0n & 0xffn });
    expect(first(told)).toBe(
      "This channel is hidden from me. Discord says of Helpdesk here: Add Reactions, View Channel, Send Messages and Create Posts, Read Message History.",
    );
    expect(told.coverage.channels).toEqual(report.coverage.channels);
    expect(told.findings).toEqual(report.findings);
    expect(first(here(id.hidden, { [id.bot]: flags.ADMINISTRATOR }))).toContain("here: Administrator.");
    expect(first(here(id.hidden, { [id.bot]: 0n }))).toContain("of Helpdesk here: can't view it.");
  });

  it("without a named bot says how to name one", () => {
    const self = { [id.countersign]: 0n, [id.owner]: 1024n };
    expect(first(here(id.hidden, self))).toContain("Name a bot with /audit here:");
  });
});

describe("in a channel that can be seen", () => {
  it("says that the figures agree", () => {
    const { snapshot, here } = looked({ agents: [manifest()] }, guild());
    const { raw } = ask(compileGuild(snapshot, new Date(at)), id.bot, id.help);
    expect(first(here(id.help, { [id.bot]: raw, "999": 0n }))).toBe(
      "In #help Discord's own figures for one account are the same as mine.",
    );
  });

  it("calls it unknown where they differ: the channel no longer counts as judged, and warnings stay, less sure", () => {
    const agents = [manifest({ allow: [id.help] })];
    const { report, here } = looked({ agents }, guild());
    const told = here(id.general, { [id.bot]: flags.ADMINISTRATOR });
    expect(first(told)).toBe(
      "In #general Discord says otherwise than I worked out about Helpdesk. Until that is cleared up, who may do what there counts as unknown.",
    );
    const { seen, total, hidden } = report.coverage.channels;
    expect(told.coverage.channels).toEqual({ seen: seen - 1, total, hidden: hidden + 1 });
    const there = ({ channels }: (typeof report.findings)[number]) => channels?.includes(id.general) === true;
    expect(report.findings.some(there)).toBe(true);
    expect(told.findings.filter(there).map(({ confidence }) => confidence)).toEqual(
      report.findings.filter(there).map(() => "low"),
    );
    expect(told.findings).toHaveLength(report.findings.length);
  });
});

describe("on random servers", () => {
  it("the resolver's own masks never raise a doubt; one flipped bit that both know always does", () => {
    let doubts = 0;
    fc.assert(
      fc.property(discordCase, fc.nat(), fc.boolean(), (given, which, flip) => {
        if (given.file.platform !== "discord") return;
        const { snapshot, report, here } = looked(given, given.file);
        const open = snapshot.channels.filter(({ type, hidden }) => type !== 4 && !hidden);
        const channel = open[which % Math.max(open.length, 1)];
        const member = snapshot.members[which % snapshot.members.length];
        if (!channel || !member) return;
        const { raw, effective, unknown } = ask(compileGuild(snapshot, new Date(at)), member.id, channel.id);
        const told = here(channel.id, { [member.id]: flip ? raw ^ flags.ADD_REACTIONS : raw });
        const same = ((raw ^ effective ^ flags.ADD_REACTIONS) & ~unknown) === 0n;
        const doubted = told.coverage.channels.seen < report.coverage.channels.seen;
        const admin = (raw & flags.ADMINISTRATOR) !== 0n;
        expect(doubted).toBe(flip && !admin && !same && (unknown & flags.ADD_REACTIONS) === 0n);
        expect(told.findings).toHaveLength(report.findings.length);
        doubts += Number(doubted);
      }),
      { numRuns: 300, seed: 20261122 },
    );
    expect(doubts).toBeGreaterThan(40);
  });
});
