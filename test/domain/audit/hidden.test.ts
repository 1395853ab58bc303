/** Half of the channels hidden: no finding, no "ok", no output speaks of one of them, and everything says how many there are. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { auditMarkdown } from "../../../src/cards/audit-file.ts";
import { auditHtml } from "../../../src/cards/audit-html.ts";
import { auditReportCard } from "../../../src/cards/audit-report.ts";
import { auditText } from "../../../src/cards/audit-text.ts";
import { accessMap } from "../../../src/domain/audit/access.ts";
import { plain } from "../../../src/domain/audit/phrase.ts";
import { reportJson } from "../../../src/domain/audit/report-json.ts";
import { readDiscordSnapshot, type DiscordSnapshotFile } from "../../../src/domain/discord/snapshot.ts";
import { takenAt, usedOnce, watched } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";
import { discordCase } from "./random-worlds.ts";

const CATEGORY = 4;
const at = Date.parse(takenAt);

/** Every other channel as the gateway shows one that Countersign can't view. */
function halfHidden(file: DiscordSnapshotFile): {
  file: DiscordSnapshotFile;
  hidden: string[];
  total: number;
} {
  const real = file.channels.filter((channel) => channel["type"] !== CATEGORY);
  const hidden = real.filter((_, index) => index % 2 === 0).map((channel) => String(channel["id"]));
  const channels = file.channels.map((channel) =>
    hidden.includes(String(channel["id"]))
      ? {
          id: channel["id"],
          type: channel["type"],
          name: `secret ${String(channel["id"])}`,
          flags: 1 << 17,
          permission_overwrites: [{ id: file.guild["id"], type: 0, allow: "0", deny: "1024" }],
        }
      : {
          ...channel,
          flags: 0,
          name: `open ${String(channel["id"])}`,
          permission_overwrites: channel["permission_overwrites"] ?? [],
        },
  );
  return { file: { ...file, channels }, hidden, total: real.length };
}

it("no finding, no “ok” and no output speaks of a hidden channel", () => {
  let spoken = 0;
  fc.assert(
    fc.property(discordCase, (given) => {
      if (given.file.platform !== "discord") return;
      const { file, hidden, total } = halfHidden(given.file);
      // What was used in there is known of, and is still not told.
      const used = hidden.flatMap((channel) =>
        ["2002", "2003"].map((bot) => ({ ...usedOnce("MANAGE_ROLES", bot), channel })),
      );
      const report = auditCase({
        ...given,
        file,
        usage: watched(60, { used }),
        approvals: { places: [hidden[0] ?? ""], approvers: ["discord:role:1004"] },
      });
      const grants = report.agents.flatMap((agent) => agent.grants ?? []);
      const places = grants.flatMap((grant) => (grant.places ?? []).map((place) => place.id));
      expect(places.filter((id) => hidden.includes(id))).toEqual([]);
      const names = hidden.map((id) => `secret ${id}`);
      const said = [
        JSON.stringify(reportJson(report)),
        auditText(report),
        auditMarkdown(report),
        auditHtml(report),
        JSON.stringify(auditReportCard(report)),
      ].join("\n");
      for (const name of names) expect(said).not.toContain(name);
      for (const finding of report.findings)
        for (const id of hidden) {
          expect([finding.object?.id, ...(finding.channels ?? [])]).not.toContain(id);
          expect(JSON.stringify(finding.remedy.changes)).not.toContain(`"${id}"`);
          expect(finding.remedy.replay?.failing.map(({ channel }) => channel?.id) ?? []).not.toContain(id);
        }
      expect(report.coverage.channels).toEqual({ seen: total - hidden.length, total, hidden: hidden.length });
      expect(report.coverage.unseen.map(plain).join(" ")).toContain(
        `${hidden.length} channels hidden from Countersign`,
      );
      for (const agent of report.agents) expect(agent.coverage).toBeLessThan(1);
      const read = readDiscordSnapshot(file);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      const map = accessMap(read.snapshot, given.agents ?? [], at);
      for (const [column, { id }] of map.columns.entries())
        if (hidden.includes(id))
          for (const row of map.rows) expect(["unknown", "manages"]).toContain(row.cells[column]);
      spoken += report.findings.length;
    }),
    { numRuns: 150, seed: 20261122 },
  );
  expect(spoken).toBeGreaterThan(500);
});
