import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditHtml } from "../../../src/cards/audit-html.ts";
import type { Acceptance } from "../../../src/domain/audit/acceptance.ts";
import type { AuditReport } from "../../../src/domain/audit/audit.ts";
import { rules } from "../../../src/domain/audit/rules/index.ts";
import { reportSarif } from "../../../src/domain/audit/sarif.ts";
import { chat, guild, id, manifest } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";
import { discordCase, telegramCase } from "./random-worlds.ts";

/** The schema that the SARIF committee published, as @microsoft/jest-sarif ships it. ajv reads a newer draft, in which a schema's own name is $id. */
const {
  id: $id,
  $schema: _,
  ...schema
} = JSON.parse(
  readFileSync(new URL("../../fixtures/sarif/sarif-2.1.0-rtm.5.json", import.meta.url), "utf8"),
) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const valid = ajv.compile({ $id: String($id), ...schema });

const report = auditCase({
  file: guild({ bot: ["ADMINISTRATOR"], hidden: true }),
  agents: [manifest({ allow: [id.help] })],
});
const options = {
  rules,
  version: "1.2.3",
  file: "my snapshots/shop.json",
  baseline: null,
};

interface Sarif {
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    invocations: { toolExecutionNotifications: { message: { text: string } }[] }[];
    results: {
      ruleId: string;
      ruleIndex: number;
      baselineState?: string;
      suppressions: object[];
      properties: Record<string, unknown>;
    }[];
  }[];
}

const sarif = (more: Partial<typeof options> | object = {}, of: AuditReport = report) =>
  (reportSarif(of, { ...options, ...more }) as Sarif).runs[0]!;

describe("SARIF", () => {
  it("is valid by the official schema, in any world", () => {
    const check = (made: object): void => {
      expect(valid(JSON.parse(JSON.stringify(made))) ? [] : valid.errors).toEqual([]);
    };
    check(reportSarif(report, options));
    fc.assert(
      fc.property(discordCase, (given) => check(reportSarif(auditCase(given), options))),
      { numRuns: 30, seed: 1 },
    );
    fc.assert(
      fc.property(telegramCase, (given) => check(reportSarif(auditCase(given), options))),
      { numRuns: 30, seed: 1 },
    );
  });

  it("declares every rule, also those without a finding, so that alerts close", () => {
    const run = sarif();
    expect(run.tool.driver.rules.map((rule) => rule.id)).toEqual(rules.map((rule) => rule.id));
    for (const one of run.results) expect(run.tool.driver.rules[one.ruleIndex]?.id).toBe(one.ruleId);
  });

  it("says what could not be seen", () => {
    const said = sarif().invocations[0]!.toolExecutionNotifications.map((note) => note.message.text);
    expect(said.join(" ")).toContain("1 channel hidden from Countersign");
  });

  it("tells new from known, and accepted with its reason and end", () => {
    const [first, ...others] = report.findings;
    const acceptance = {
      reason: "needed",
      note: "until spring",
      until: Date.parse("2027-03-01T00:00:00Z"),
      by: "discord:201",
      name: "Ada",
      at: 0,
      severity: "critical",
      facts: null,
    } satisfies Acceptance;
    const state = { status: "accepted" as const, since: 0, baseline: true, acceptance, reopened: null };
    const states = { [first!.fingerprint]: state };
    const run = sarif({ baseline: new Set([first!.fingerprint]) }, { ...report, states });
    expect(run.results.map((one) => one.baselineState)).toEqual(["unchanged", ...others.map(() => "new")]);
    expect(run.results[0]).toMatchObject({
      suppressions: [{ kind: "external", status: "accepted", justification: "needed: until spring" }],
      properties: { acceptedUntil: "2027-03-01T00:00:00.000Z" },
    });
    expect(run.results[1]?.suppressions).toEqual([]);
  });
});

describe("HTML", () => {
  it("stands alone: no script, nothing loaded from anywhere", () => {
    const page = auditHtml(report);
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/i);
    expect(page).toContain("default-src 'none'");
    expect(
      [...page.matchAll(/href="([^"]+)"/g)].every(([, href]) => href?.startsWith("https://discord.com/")),
    ).toBe(true);
  });

  it("shows names as text, whatever is in them", () => {
    const file = chat({ rights: ["can_promote_members"] });
    (file.administrators[2]!["user"] as { first_name: string }).first_name =
      '<img src=x onerror="alert(1)">\u202e';
    file.chat["title"] = "</title><script>alert(1)</script>";
    const page = auditHtml(auditCase({ file }));
    expect(page).not.toMatch(/<img|<script/i);
    expect(page).toContain("&#60;img");
    expect(page).not.toContain("\u202e");
  });

  it("says what could not be seen and never that all is safe", () => {
    const page = auditHtml(auditCase({ file: chat(), agents: [] }));
    expect(page).toContain("What I could not see");
    expect(page).not.toMatch(/\bsafe\b/i);
  });
});
