/** A large server as one finds them, not a random one: here many bots can almost, but not quite, do many things. */
import { describe, expect, it } from "vitest";
import { auditSnapshot } from "../../../src/domain/audit/audit.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { usualGuild } from "../../bench/usual-guild.ts";

describe("a server with 50 bots, 250 channels and 125 roles", () => {
  it("is audited in a moment: nothing is tried that can't be", { timeout: 20_000 }, () => {
    const size = { roles: 125, channels: 250, overwrites: 12, bots: 50, rolesPerBot: 3 };
    const { file, agents, approvals } = usualGuild(size);
    const read = readDiscordSnapshot(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const at = read.snapshot.takenAt.getTime();
    const begun = performance.now();
    const report = auditSnapshot({ snapshot: read.snapshot, agents, approvals, at, persona: "auditor" });
    // It is a tenth of a second; trying every pair of bots in every channel took hours.
    expect(performance.now() - begun).toBeLessThan(5000);
    const about = (kind: string) =>
      report.findings.filter(({ rule }) => rule === `discord.bot.${kind}`).length;
    expect(about("can-become-more")).toBeGreaterThan(5);
    expect(about("unknown-bot")).toBeGreaterThan(5);
    // A third of the bots holds what its manifest says.
    const clean = report.agents.filter(({ findings }) => findings === 0).length;
    expect(clean).toBeGreaterThan(0);
  });
});
