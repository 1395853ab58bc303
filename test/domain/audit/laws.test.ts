/** The laws of the audit, for every rule, on every example and on random servers and groups. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../../src/domain/audit/apply.ts";
import type { AuditReport } from "../../../src/domain/audit/audit.ts";
import type { Finding } from "../../../src/domain/audit/finding.ts";
import { plain } from "../../../src/domain/audit/phrase.ts";
import { reportJson } from "../../../src/domain/audit/report-json.ts";
import { rules } from "../../../src/domain/audit/rules/index.ts";
import { rank } from "../../../src/domain/audit/severity.ts";
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import type { DiscordSnapshotFile } from "../../../src/domain/discord/snapshot.ts";
import type { Case } from "../../fixtures/audit/build.ts";
import { auditCase, everyCase } from "./audit-case.ts";
import { discordCase, telegramCase } from "./random-worlds.ts";

const cases = await everyCase();
const runs = { numRuns: 120, seed: 20261122 };

/** Every law on every example, then on random worlds. */
function law(name: string, holds: (given: Case) => void): void {
  describe(name, () => {
    it("on every example", () => cases.forEach(holds));
    it("on random servers", () => fc.assert(fc.property(discordCase, holds), runs));
    it("on random groups", () => fc.assert(fc.property(telegramCase, holds), runs));
  });
}

function after({ file, agents, approvals, usage, attestations, unapproved }: Case, finding: Finding): Case {
  const before = { file, agents: agents ?? [], attestations: attestations ?? null };
  const next = applyChanges(before, finding.remedy.changes);
  return {
    ...next,
    ...(approvals ? { approvals } : {}),
    ...(usage ? { usage } : {}),
    ...(unapproved ? { unapproved } : {}),
  };
}

law("a remedy, carried out, silences its finding", (given) => {
  for (const finding of auditCase(given).findings) {
    expect(finding.remedy.changes.length, finding.rule).toBeGreaterThan(0);
    const left = auditCase(after(given, finding)).findings;
    const still = left.filter((one) => one.rule === finding.rule && one.fingerprint === finding.fingerprint);
    expect(still.map((one) => `${one.rule}: ${plain(one.claim)}`)).toEqual([]);
  }
});

law("a remedy is never wider than today", (given) => {
  for (const finding of auditCase(given).findings) {
    const { file } = after(given, finding);
    if (given.file.platform === "discord" && file.platform === "discord")
      expectNoWider(given.file, file, finding.rule);
    else expect(powers(file)).toEqual(powers(file).filter((power) => powers(given.file).includes(power)));
  }
});

law("the same snapshot in any order gives the same report", (given) => {
  const turned = JSON.parse(JSON.stringify(given.file), (key, value: unknown) =>
    Array.isArray(value) && key !== "roles_order" ? value.toReversed() : value,
  ) as Case["file"];
  const agents = (given.agents ?? []).toReversed();
  expect(reportJson(auditCase({ ...given, file: turned, agents }))).toEqual(reportJson(auditCase(given)));
});

law("names change nothing but names", (given) => {
  const renamed = JSON.parse(JSON.stringify(given.file), (key, value: unknown) =>
    ["name", "username", "first_name", "title", "nick"].includes(key) ? `${String(value)} (new)` : value,
  ) as Case["file"];
  expect(prints(auditCase({ ...given, file: renamed }))).toEqual(prints(auditCase(given)));
});

law("hidden channels are not spoken of", (given) => {
  const { file } = given;
  if (file.platform !== "discord") return;
  const hidden = file.channels.filter((channel) => ((Number(channel["flags"]) || 0) & (1 << 17)) !== 0);
  const report = auditCase(given);
  const text = JSON.stringify(reportJson({ ...report, findings: report.findings, agents: report.agents }));
  for (const channel of hidden) {
    expect(text).not.toContain(String(channel["name"]));
    expect(JSON.stringify(report.findings)).not.toContain(`"${String(channel["id"])}"`);
  }
  expect(report.coverage.channels.hidden).toBe(hidden.length);
  if (hidden.length > 0)
    expect(report.coverage.unseen.map(plain).join(" ")).toContain(`${hidden.length} channel`);
});

law("at most one emergency a root cause, and no severity above its ceiling", (given) => {
  const { findings } = auditCase(given);
  for (const finding of findings) {
    const ceiling = rules.find((rule) => rule.id === finding.rule)?.ceiling ?? "info";
    expect(rank(finding.severity)).toBeLessThanOrEqual(rank(ceiling));
    const root = findings.find((one) => one.fingerprint === finding.under);
    if (finding.under === null) continue;
    const left = root ? auditCase(after(given, root)).findings : [];
    expect(left.map((one) => one.fingerprint)).not.toContain(finding.fingerprint);
    expect(root?.under).toBeNull();
    if (root?.severity === "critical") expect(finding.severity).not.toBe("critical");
  }
  expect(new Set(findings.map((one) => one.fingerprint)).size).toBe(findings.length);
});

law("every rule either ran or says why not", (given) => {
  const report = auditCase(given);
  for (const { rule, why } of report.coverage.skippedRules) {
    expect(plain(why).length).toBeGreaterThan(10);
    expect(report.findings.some((finding) => finding.rule === rule)).toBe(false);
  }
});

const prints = (report: AuditReport): string[] => report.findings.map((finding) => finding.fingerprint);

/** Nobody holds a bit more than before, anywhere. */
function expectNoWider(before: DiscordSnapshotFile, next: DiscordSnapshotFile, rule: string): void {
  const [a, b] = [before, next].map((file) => {
    const read = readDiscordSnapshot(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return read.snapshot;
  });
  if (a === undefined || b === undefined) return;
  const [was, is] = [compileGuild(a, a.takenAt), compileGuild(b, b.takenAt)];
  for (const member of b.members)
    for (const channel of [null, ...b.channels.map((one) => one.id)]) {
      const [old, now] = [ask(was, member.id, channel), ask(is, member.id, channel)];
      const more = now.effective & ~(old.effective | old.unknown);
      expect(more, `${rule}: ${member.id} in ${channel ?? "the server"}`).toBe(0n);
    }
}

function powers(file: Case["file"]): string[] {
  if (file.platform !== "telegram") return [];
  const ids = [...file.administrators, ...file.members].map((one) => JSON.stringify(one["user"]));
  const rights = file.administrators.flatMap((one) =>
    Object.entries(one)
      .filter(([key, value]) => value === true && key !== "can_be_edited")
      .map(([key]) => `${JSON.stringify(one["user"])} ${key}`),
  );
  const everybody = Object.entries((file.chat["permissions"] ?? {}) as Record<string, boolean>);
  return [...ids, ...rights, ...everybody.filter(([, on]) => on).map(([key]) => `everybody ${key}`)];
}
