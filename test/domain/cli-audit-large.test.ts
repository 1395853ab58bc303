/** Real sizes in one command: a raw file of 250 roles, 500 channels and 100 bots; and what a file may hold at most. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { largeGuild } from "../bench/guild.ts";
import { guild, id, overwrite } from "../fixtures/audit/build.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-large-"));
const save = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};

describe("countersign audit --snapshot", () => {
  it("reads and audits 250 roles, 500 channels and 100 bots", { timeout: 60_000 }, async () => {
    const size = { roles: 250, channels: 500, overwrites: 8, bots: 100, rolesPerBot: 3 };
    const file = save("large.json", largeGuild(size));
    const { code, out, err } = await cli(
      {},
      "audit",
      "--snapshot",
      file,
      "--format",
      "json",
      "--persona",
      "auditor",
    );
    expect([code, err]).toEqual([15, ""]);
    const report = JSON.parse(out);
    expect(report.agents).toHaveLength(100);
    expect(report.coverage.channels).toMatchObject({ hidden: 0 });
    expect(report.coverage.channels.seen).toBeGreaterThan(400);
    expect(report.findings.length).toBeGreaterThan(100);
  });

  it("10,000 channels", { timeout: 60_000 }, async () => {
    const file = guild({ bot: ["ADMINISTRATOR"], second: ["MANAGE_ROLES", "VIEW_CHANNEL"] });
    const more = Array.from({ length: 10_000 }, (_, at) => ({
      id: String(10_000 + at),
      type: 0,
      name: `room-${at}`,
      permission_overwrites: [
        overwrite(id.secondRole, at % 2 === 0 ? ["VIEW_CHANNEL"] : [], ["SEND_MESSAGES"]),
      ],
    }));
    const large = save("channels.json", { ...file, channels: [...file.channels, ...more] });
    const { code, out } = await cli({}, "audit", "--snapshot", large);
    expect([code, out]).toEqual([15, expect.stringContaining("everything in all 10004 channels")]);
  });

  it.each([
    ["a role twice", (file) => twice(file.guild["roles"]), /guild\.roles\[5\]\.id: /],
    ["a channel twice", (file) => twice(file.channels), /channels\[5\]\.id: /],
    ["a member twice", (file) => twice(file.members), /members\[4\]\.user\.id: /],
    [
      "words for a mask",
      (file) => ((first(file.guild["roles"])["permissions"] = "all"), undefined),
      /guild\.roles\[0\]\.permissions: /,
    ],
    [
      "words for a position",
      (file) => ((first(file.guild["roles"])["position"] = "top"), undefined),
      /guild\.roles\[0\]\.position: /,
    ],
    [
      "an object for the channels",
      (file) => (((file as { channels: unknown }).channels = {}), undefined),
      /channels: /,
    ],
    ["no takenAt", (file) => (((file as { takenAt: unknown }).takenAt = 7), undefined), /takenAt: /],
  ] as [string, (file: ReturnType<typeof guild>) => void, RegExp][])(
    "refuses %s with one sentence and the path",
    async (name, spoil, path) => {
      const file = guild();
      spoil(file);
      const saved = save(`${name.replaceAll(" ", "-")}.json`, file);
      const { code, out, err } = await cli({}, "audit", "--snapshot", saved);
      expect([code, out]).toEqual([3, ""]);
      expect(err.trim().split("\n")).toHaveLength(1);
      expect(err).toContain(saved);
      expect(err).toMatch(path);
    },
  );
});

const twice = (list: unknown): void => {
  if (Array.isArray(list)) list.push(structuredClone(list[1]));
};
const first = (list: unknown): Record<string, unknown> => (list as Record<string, unknown>[])[0]!;
